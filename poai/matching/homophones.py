"""Real words that sound alike to British ears, so that a slip makes another word: "cant do the stares".

Which was meant is for the rest of the text to say; here stands only what may be meant.
"""

from collections import defaultdict

_GROUPS = """
here hear/ stares stairs/ stare stair/ past passed/ sole soul/ weak week/ weaks weeks/ worm warm/ dyed died/ dye die/
sine sign/ sines signs/ tacks tax/ him hymn/ hims hymns/ loose lose/ loosing losing/ quite quiet/ brake break/ brakes breaks/
meet meat/ piece peace/ peas piece/ hole whole/ pane pain/ panes pains/ feat feet/ bare bear/ flower flour/ knead need/
waist waste/ steel steal/ steeling stealing/ heal heel/ heals heels/ sight site/ sights sites/ turn tern/ male mail/ dear deer/ pray prey/
root route/ fare fair/ bored board/ loan lone alone/ bread bred/ ceiling sealing/ cell sell/ cereal serial/
check cheque/ checks cheques/ coarse course/ council counsel/ councilling counselling cancelling/ councillor counsellor/
cruise crews/ draft draught/ drafty draughty/ fined find/ grate great/ hair hare/ heard herd/ idle idol/
lessen lesson/ made maid/ muscle mussel/ knot not/ pause paws/ peal peel/ plain plane/ pour poor/ practise practice/
principal principle/ real reel/ write right/ role roll/ sail sale/ saw sore/ scene seen/ sew so/ sewing sowing/
son sun/ stationary stationery/ suite sweet/ tail tale/ threw through/ thrown throne/ toe tow/
vain vein/ wait weight/ war wore/ where wear/ way weigh/ wont want/ advise advice/ aloud allowed/
beech beach/ berth birth/ bury berry/ caught court/ fort fought/ guest guessed/ might mite/ mist missed/ paced paste/
pedal peddle/ rain reign/ rap wrap/ sent scent/ tea tee/ tease teas/ tire tyre/ told tolled/ whether weather/ wine whine/
falling failing/ breath breathe/ bath bathe/ cloths clothes/ diary dairy/ dose doze/ moral morale/ personal personnel/
prize price/ quit quite/ wander wonder/ wandering wondering/ patience patients/ barring baring/ decease disease/
deceased diseased/ dinning dining/ hoping hopping/ leaver lever/ planing planning/ staring starring/ taping tapping/
tuff tough/ cheep cheap/ shoot chute/ creek creak/ faint feint/ fur fir/ gait gate/ hart heart/ heir air/ lain lane/
pail pale/ pole poll/ stayed staid/ stork stalk/ strait straight/ team teem/ thyme time/ warn worn/ bawled bald/
taught tort/ hoard horde/ groan grown/ lead led/ fowl foul/ tied tide/
pie pi/ scared scarred/ bruise brews/ dessert desert/ medal meddle/ navel naval
"""


def _alternatives() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in _GROUPS.split("/"):
        alike = group.split()
        for word in alike:
            found[word].update(dict.fromkeys(other for other in alike if other != word))
    return {word: tuple(others) for word, others in found.items()}


HOMOPHONES = _alternatives()
