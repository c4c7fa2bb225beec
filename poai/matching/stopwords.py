"""Words that carry no topic, by how little they say."""

from poai.matching.tokens import word_set

# Never looked for and never part of what a need's phrase must have.
FUNCTION = word_set("""
a an the and or but if of to in on at for from with by as into onto than then that this these those there here it
is am are was were be been being do does did doing have has had having i me my mine we us our ours you your yours he
him his she her hers they them their theirs who whom whose which what so such too very just also really quite rather
some any each every other same own can could would should may might must shall will am being via per etc please thanks
thank hello hi dear sorry ok okay well now oh ah yes
""")  # fmt: skip

# How people ask: they frame the need and do not name it, so they count for a little only.
ASKING = word_set("""
want wants wanted need needs needed needing help helps helping like likes look looking find finding get gets getting got
go goes going give gives make makes know knows tell tells ask asking say says someone somebody anyone anybody something
anything somewhere anywhere thing things way place places people person where when how why way able try trying let
about up out off down over back again more much many lot lots bit little any one ones use used using keep keeps take takes
think wonder wondering start put come comes coming came went see sees service services support information info local
near nearby good best thing kind sort everything new time times day days week year years month months old since still
even ever only always never not no nobody nothing dont cant doesnt wont didnt isnt arent havent hasnt wouldnt couldnt
all both after before until till while because without around through under between two first last long right
man woman lady gentleman father mother husband wife son daughter friend home house live living years aged every
called around available open free offer offers provide provides run runs including include
""")  # fmt: skip

# Small words that stand beside nearly any word, so that they say little of which word it is.
PARTICLES = word_set("""
about above across after again all along around away back before behind below beside between both by down even ever
more most much never no not off once only out over past round since still through till under until up while without yet
""")
