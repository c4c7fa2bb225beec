"""Everyday English: words that are spelt right whatever a place's needs and listings speak of.

Three tiers, commonest first. The speller never repairs one of these, and prefers the commoner of two
candidates. Inflected forms are understood from their stems.
"""

from poai.matching.tokens import word_set

COMMON = word_set("""
a about after again all also always am an and another any anybody anyone anything are as ask at away back bad be
because bed been before being best better big bit both bring but buy by call came can cant child children come could
couldnt couple cup dad daughter day days dead did didnt do does doesnt doing done dont door down each early eat either
end enough even evening ever every everybody everyone everything family far father feel few find first food for forget
form forward free friend friends from front gave get gets getting give go goes going gone good got great group had half
hand happy hard has hasnt hate have havent having he hear heard heart heat help her here hers him himself his hold home
hope hospital hot hour hours house how hurt husband i id if ill in inside instead into is isnt it its just keep keeps
kept kid kids know lady last late later learn least leave left less let letter life like little live lives living long
look looking lost lot lots love low made make makes making man many may maybe me mean meet men might mind mine miss
money month months more morning most mother move much mum must my myself name near need needs never new next nice
night no nobody none noone not nothing now of off often old on once one ones only open or other others our out over
own part partner pay people person phone place please put quiet quite rather read really right round said same sat saw
say says school see seem seen she shop should show sick since sister sit sleep small so some somebody someone
something sometimes somewhere son soon sorry start stay still stop stuff sure take taken takes talk tell than thank
thanks that the their them then there these they thing things think this those though thought three through time tired
to today together told tomorrow tonight too took town try trying turn two under until up upset us use used very visit
wait walk want wanted wants warm was wasnt way we week weekend weeks well went were what when where which while who
whole why wife will with without woman women wont word work worried worry worse would wouldnt write wrong year years
yes yesterday yet you young your yourself
""")  # fmt: skip

USUAL = word_set("""
able above accept access accident ache across act active activity actually address adult advice afford afraid
afternoon age aged agency ago agree ahead alcohol alive allow allowed alone along already alright although among
amount angry animal answer anxious anymore anyway anywhere apart apply appointment april area arm arms around arrive
art artistic ashamed asleep assess aunt aunty august autumn available awake awful baby bag bags balance bank bar bath
bathroom battery beach bear beat beautiful become bedroom began begin behind believe bell below bench benefit benefits
beside between beyond bill bills bin bird birthday black blame bleed blind blood blow blue board boat body boiler book
books boot bored boring borough born borrow boss bottle bottom bought box boy boyfriend brain bread break breakfast
breath breathe breathing bright british broke broken brother brought bruise brush budget build building bully burn bus
business busy butter button cake calm camera cancer car card care career careful carer caring carpet carry case cash
cat catch caught cause centre certain chair chance change channel charge charity chat cheap check cheer chemist chest
chicken chips chocolate choice choir choose christmas church cigarette city claim class clean clear clever climb clinic
clock close closed clothes cloud club coach coat coffee cold collect college colour comfort community company
complain complaint completely computer concern confident confused contact control cook cooker cool cope corner cost
cough council councillor count country course court cousin cover crash crazy cream credit crime cross crowd cry crying
culture cupboard cut cycle daily dance dancing danger dark date deaf deal dealt dear death debt december decide deep
degree deliver dental dentist deposit depressed desk desperate diabetes die died diet different difficult dinner dirty
disability disabled discharge dish dizzy doctor dog draw drawer dream dress dressed drink drinking drive driver driving
drop drug drugs drunk dry due during dust duty dying ear ears earn easier east easy edge effort egg eight eighty
elderly electric electricity eleven else email emergency empty energy english enjoy enter equipment escape especially
estate european everywhere exactly except excuse exercise expect expensive experience explain extra eye eyes face
facebook fact fail fair fall fallen falling false familiar fast fat fault favour fear february fed feeding feet fell
felt female fence fight figure fill film final finally fine finger finish fire fit five fix flat flats flood floor
flower flu fly folk follow foot football fork forms forty forward found four fourteen freezing fresh friday fridge
friendly frightened fruit full fun funeral funny furniture further future game garden gas gentle gentleman girl
girlfriend given glad glass glasses god gotten government grandad granddaughter grandma grandparents grandson grass
green grey grief ground grow guess guide guy gym hair hall happen happened hardly harm hat head heal health healthy
hearing heating heavy height held hello hers hide high hill hip hit hobby hole holiday homeless honest horrible hostel
hotel housing however huge hundred hungry hurry hurts idea ignore illness imagine immediately important include income
independent indoors infection information injury insurance interest interested internet interview invite iron issue
january jewish job join joint joke journey july jump june keen key keys kick kidney kids killed kill killing kind
kindly kitchen knee knees knew knife knit knock knows label lack lad ladies language laptop large laugh laundry law
lawyer lay lead leaflet leak learning led leg legal legs lend lesson level library licence lie lift light listen
literally loan local lock locked locks lonely loss loud lovely lower luck lucky lunch lung lying machine mad mail main
male manage manager march mark market married massage mate material matter meal meals meant meat medical medication
medicine meeting member memory mental mention mess message met meter mid middle midnight mile miles milk million
minute minutes mirror missed missing mistake mix mobile mobility modern moment monday monthly mood moon mosque mostly
mould mouth moved movie moving muslim music nail nails nasty national natural nature nearby nearest nearly neck
needed neighbour neighbours neither nephew nerves nervous news nhs niece nine ninety noise noisy normal north nose
note notice november number nurse nursery object obvious october offer office officer official oil okay onto opinion
option order organise others ought outdoor outside oven overnight owe owed owner oxygen pack packet page paid pain
painful paint pair panic paper papers paperwork parcel parent parents park parking party pass passed passport past path
patient peace pen pension pensioner pensions perfect perhaps period permanent personal pet photo physical piano pick
picture piece pill pills pink pint pipe places plain plan plant plastic plate play plenty plot plus pocket point police
polite poor popular position possible post postcode pot potato pound pounds power practice practise prefer pregnant
prescription present press pressure pretty prevent price print prison private probably problem problems process
produce product programme promise proper properly property protect proud prove provide public pull purse push quarter
question quick quickly quit race radiator radio rail rain ran rang rarely reach reaching reading ready real realise
reason receive recent recently record recover red reduce refuse regular relative relax religion remember remind rent
rental repair repeat reply report request rescue respect rest restaurant result retire retired return rice rid ride
ring ringing risk river road roof room rough row rubbish rude ruin rule run running sad safe safety saint sale salt
sandwich saturday save saving scared scarf school scooter score sea search seat second secret secure self sell send
senior sense sent separate september serious service set settle seven seventy several sew sewing shake shame shape
share sharp shelf shelter ship shirt shock shoe shoes shopping short shot shoulder shout shower shut shy side sight
sign silly simple sing singing single sink sir site sitting situation six sixty size skill skin sky sleeping slept
slip slow slowly smell smile smoke smoking smooth snow soap social socks sofa soft sold solve song sort sound soup
south space spare speak special spend spent split spoke sport spot spring square staff stage stairs stamp stand star
state station step stick stiff stole stolen stomach stone stood storm story straight strange street stress stretch
strong struggle stuck student stupid succeed such sudden suddenly suffer sugar suggest suicide suit summer sun sunday
support suppose surgery surname surprise sweet swim swollen table tablet tablets taking tall tap taste tax taxi tea
teach teacher team tears teenager teeth telephone television ten tenant term terrible test text theatre themselves
therapy thick thin third thirty thousand threat throat throw thursday ticket tidy tie till tiny toast toddler toe
toenails toilet tool tooth top total touch tough towards towel track traffic train training transport travel treat
treatment tree trip trouble trousers true trust truth tuesday twelve twenty twice type ugly umbrella unable uncle
understand unemployed university unless upstairs usual usually vegetables view village violent visa visitor voice
volunteer vote wake wall war ward wash washing waste watch water wear weather wednesday weekly weigh weight welcome
west wet wheel wheelchair whenever wherever whether white whoever wide widow wild win wind window wine winter wish
wonder wondering wood wool worker working world worst worth wound writing yard yellow zero zoom
""")  # fmt: skip

HEARD = word_set("""
abuse abused adapt addict addiction addicted admit adopt advise afterwards aggressive aid aids alarm allergy allotment
allowance ambulance amp anger ankle annual anxiety apologise appeal apple application appreciate approach argue
argument army arrange arrears arrest arthritis asian asthma asylum attack attend attention attic attitude autism
autistic average avoid awkward backache badge badly badminton bail bailiff bailiffs bake baker balcony bald ball bang
barely bargain barrier basement basic basket battle beard beauty bedding bedsit bee beef beer beg begging behave
behaviour belong bend bereaved bereavement bet bicycle bike bingo biscuit bite bitter bladder blanket blister bloke
bloody boil bone boredom bored bother bothered bothering bounce bowel bowl bowls bra branch brave breast brick bridge
brief broadband bucket bug bulb bump bunion bunk burden burglar burgled bury butcher cafe cake calendar cancel candle
cane canteen cap caravan carbon cards cardboard careless caretaker cataract cattle ceiling cemetery century ceramic
certificate chain champion chase cheat cheek cheese chimney china chop chores chronic circle citizen civil clay cleaner
cleared client climb cling clothing clue clumsy coal collapse collar collection comfortable comment commit committee
commode common compare compensation competition computer concentrate concert condition conned connect consider
constant constantly contract conversation convince cooking cooperate copy corn corns costs cot cottage cotton council
counselling counsellor courage crack craft cramp crisis cruel crush curtain curtains customer cyst damage damp daytime
deadline decent decision decorate defence degree delay delicate demand dementia deny depend depression describe desert
deserve design destroy detail deteriorate develop diagnosed diagnosis dialysis diary dig digital direct director
disappear disappointed disaster discount discover discrimination discuss disease disgusting disturb divorce divorced
dominoes donate double doubt downstairs dozen drag drain drama draught dread driveway drown drowning dull dump dusty
dwelling eager earth eczema elbow election embarrassed employer employment encourage ending enemy engine engineer
enough entertain entitled envelope environment epilepsy equal error event eventually evict evicted eviction evil exact
exam exercise exhausted exist exit expert expire explode express extension extreme eyesight facility factory faint
faith fan fancy farm fashion father favourite feed feeling feet fellow fever fiddle field fifteen fifth fifty fitness
flag flame flash flatmate flesh flight flour flowers fog fold foreign forest forever forgive formal former foster frail
frame fraud freedom freezer frequent frozen frustrated fuel furious gain gamble gambling gang garage gardening garlic
gather gay gear general generous genuine ghost giant gift give glove glue goal goals goat gold gossip grab gradually
grand grandchildren grateful grave grip grocery guilty guitar gulf gun gutter habit hammer handbag handle handy hang
harass harassment hardship harvest headache hearing heater hedge heel heir hell hesitate hiding hire hobbies holy
honour hoover hopeless horse host housebound household housework hug human humour hungover hunt hygiene ideal identity
immigrant immigration improve inch incontinence increase indeed independence infant inform ingredient initial injection
injured innocent insect insist inspect insulin insult intend interpreter iron island isolated itch item jacket jail
jam jealous jeans jewellery jigsaw joiner joints judge juice jumper jungle kettle kicks kinder kiss kneel ladder lamb
lamp land landlord landlady lane laptop lazy leaf leaving lecture leisure lesbian lift lighter likely limb limit line
lion lip liver load lodger logs lonely loose lord lorry lottery lounge loyal luggage lump lunchtime magazine magic
makeup mainly mattress mayor meanwhile measure mechanic medal meditation membership mend menopause mercy merry metal
microwave midwife mild military mind mini minibus minor miserable misery mislead moan mobile model moisture monster
motor mountain mouse muddle mug mugged multiple murder muscle museum mushroom mystery naked nap nappies nappy narrow
native natter naughty needle neglect neglected network newspaper nightmare nightmares nineteen noon notes novel nowhere
nowt numb nut nutrition obey obsessed occasion occupation ocean odd offence offend ointment onion operation opposite
optician orange ordinary organ original orphan ourselves outing outpatient overdose overdrawn overdue overweight
overwhelmed paperwork paralysed paranoid parish parrot partial particular passenger passion password paste patch
pavement pea pedal pension pepper perfume permission persuade pest pharmacy phobia pig pigeon pillow pin pitch pity
placement plaster player pleasant pleased plug plumber poetry poison poker pole polish political politics pool poorly
porch pork portion possibly pottery pouring poverty pray prayer preach pregnancy prepare presence pride priest
principal prize professional profit progress pronounce proof properly prostate psychologist psychotic pub pudding pulse
pump punch punish pupil puppy purchase pure purpose puzzle quality queen queue quiz rabbit racist radiators rage
railing rash rat rats raw razor react reaction reader rear receipt recipe recommend recovery redundant refer referral
refugee refund refuge register regret regularly rehab reject relate relationship relief religious rely remain remote
remove renew rented replace represent require resident resource response responsible restless retirement reward rhythm
rich ridiculous roast rob robbed role root rope rose rotten route routine royal rug rush sack sail salad salary sample
sand satisfied sauce sausage scam scammed scare scary schizophrenia science scissors scratch scream screen scrub secretary
secretly security seed seizure select selfish selves semi sensible sensitive sentence settled severe sewage sex sexual
shade shadow shaky shaking shampoo shave shed sheet shelves shift shine shiver shopper shoplift shower shrink sibling
sickness signal silence silent silver similar sip situation sixteen skinny skirt slap slave sleepless slice slide
slight slippers slippery smart smash smelly snack sneeze sober society soil soldier solicitor somebody somehow sore
soul source spanish spanner spectacles speech spell spelling spend spider spill spine spirit spiritual spite spoil
spoon spouse spread squeeze stable stab stain stairlift stalk stalking stammer starve starving statement steal steam
steel steep steps steroid stitch stock stolen stoma stool store strain stranger straw strawberry strength strenuous
stressed stroke stroll struggling study stumble style subject suck sue sufficient suitable suitcase sum sunlight
supermarket supper supply supporter surface surround survive suspect suspicious swallow swear sweat sweep swelling
swing switch symptom system tackle tail tail talent tape target tasty tattoo tear tease teen temper temperature
temple temporary tempted tenancy tend tennis tent terminal terrified thankful theft therapist thief thinking thirsty
thirteen thread threaten threatened thumb thunder tight tile timber tinnitus tip tissue title tobacco toes tongue tonic
torch torture tour tourist toy trade tradition tragedy trainer trainers transfer trap trapped trauma tray treasure
tremble tremor trial trick tricked trigger trolley truck tumble tumour tune turkey turned tutor twin twist tyre ulcer
unaware uncomfortable understanding unfair unfit unhappy uniform union unit unknown unlock unpaid unsafe unsteady
unusual unwell update upsetting urgent urine useful useless valley value van vegan vegetarian vehicle vein vet veteran
victim video violence vision vitamin volunteering vomit voucher vulnerable wages waist waiting walker wallet wander
wardrobe warden warning wedding weed weeds weekday weird wellbeing whisky whisper wicked widower wifi wig willing winner
wipe wire wise witness wobbly wonderful woodwork workshop worn worship worthless wrap wrist yarn yoga yourselves youth
zimmer
""")  # fmt: skip

PLAIN = word_set("""
abandon ability abroad absence absolute absolutely abstract academy accent accompany according achieve acid acquire
acre actor actress actual adequate adjust administration adopted advance advantage adventure advert affair affect aim
aircraft airport aisle alien alike alley almond alter altogether amazing ambition amuse ancient angel angle announce
annoy annoyed annoying anonymous antique apparent appearance appetite applause apron arch architect arise armchair
aspect assault assembly asset assistance assistant associate association assume assure athlete atmosphere attempt
attract aubergine audience author authority avenue await award aware backward bacon bakery ballet balloon bamboo
banana bandage banner bare bark barn barrel base basil basin basis bat bay bays bead beam bean beast bedtime beetle
beetroot beginner beginning behalf belief belt berry biased bid bikini bind biology bishop blade bland blast blaze
blend bless blink blog bloom blouse blunt blur boast bolt bomb bond bonnet bonus bookcase booking boost border
boundary bow bracelet bracket brake brand brass breathless breed breeze briefly brilliant broad brochure bronze broom
brow brown bubble budgie buffet bull bullet bunch bundle bungalow bureau burst bush cabbage cabin cabinet cable cage
calculate calf camp campaign campus canal canary candidate candy canvas capable capacity capital captain caption
capture caramel carnival carol carpenter carriage carrot cart carton cartoon castle casual category cauliflower
caution cave celebrate cell cement central cereal ceremony challenge chamber champagne chap chapel chapter character
charm chart chatty checkout cheerful chef chemical cheque cherry chess chew chick chief childcare childhood chill
chilly chin cider cinema circuit circumstance circus cite clap clash classic classroom click cliff climate clip cloak
closet cloth clover clown cluster coast cocktail coconut coin column comb combination combine comedy comic commercial
commission communicate communication companion complex complicated concept conclude concrete conduct conference
confirm conflict congratulate connection conscious consent consequence conservation conserve consist construct consult
consultant consume contain content contest context continue contrast contribute convenient convent convert cord core
correct correctly costume cosy couch countryside courgette courtesy coward cowboy crab crane crate crawl crayon create
creative creature creep crew cricket crisp crisps criticise crop crossing crossword crowded crown crumb cube cucumber
cuddle cue cultural cunning curb cure curious current curry curve cushion custard custom cute cutting cyclist dairy
dare darling dash dashboard data dated dawn deaden dealer dearly debate decade deck declare decline deed deer define
definite definitely delete deliberate delicious delight delighted delivery democracy demon den dentures departure
depth deputy derelict descend designer desire despair despite dessert destination detect determine device devil
devoted dial diamond dictionary diesel differ dignity dim dine dinosaur dip diploma direction directory disagree disc
discipline disco disguise dislike dismiss display dispute distance distant distinct distress district ditch dive
diversity divide dizziness dock dolphin domestic dominate donkey doorbell doorstep dot download draft drawing dressing
dried drift drill dripping droop drought drummer dual duck duke dumb duration dwarf dye dynamic eagle earl earnest
earring earthquake eastern echo eclipse economy editor educate education effect effective efficient eggs elastic elect
elegant element elephant elevator eligible embarrass emotion emotional emphasis empire employ employee enable
encounter endless energetic engaged enormous ensure entire entirely entrance entry episode equally era erect erupt
escalator essay essential establish ethnic evaluate evidence evident evolve examine example exceed excellent exchange
excite excited exciting excursion executive exhibition expand expense expose expression extend extent external
extraordinary extremely eyebrow fabric fabulous facial fade failure fairly fairy fake fame fantastic fare fascinate
fasten fatal fate feast feather feature feedback ferry fertile festival fetch fiction fierce file financial finding
finds fireplace firm firmly fisherman fishing flap flavour flea fleece flexible float flock flow fluent fluid flute
foam focus foil folder fond fool foolish footpath forbid force forecast forehead forge forgetful forgetting formula
fort fortnight fortunate fortune forum fossil foundation fountain fox fragile fragment framework freak fried frog
frost frown frustrating fulfil function fund fundamental fur fuss fussy gale gallery gallon gap garment gate gaze
gender gene generation genius gentlemen genuinely germ gesture giggle ginger glance global gloomy glory glow golf
goodbye goose gorgeous govern gown grace grade graduate grain gram grandpa grant grape grapes graph grasp gravel
gravity gravy greasy greedy greet greeting grill grin grind growth grumpy guarantee guard guardian guest guidance
guideline gum hail hairdresser ham handkerchief handsome handwriting happily harbour hardware harsh haunt hawk hay
hazard headteacher heap heartburn heaven helmet helpful helpless hen herb herd hero hesitant highlight highly hike
hint historic history hollow honey hook hop horizon horn horror hostile hub humble humid hunger hunter hurricane hut
hydrate hygienic ice icy ideally idle idol ignorant imaginary immune impact impatient import impossible impress
impressive inability incident inclined indicate indoor industry inevitable infected inflation influence informal
ingredients inherit initially inner inquiry insight inspire install instance instant instruction instrument insulation
integrity intelligent intense intention interfere interior international interpret interrupt interval introduce invent
invest investigate invitation involve involved irritable irritate ivory jelly jewel jockey jogging journal joyful jug
junction junior jury justice justify kale karate kayak keyboard kidnap kindness kingdom kiosk kite kitten knob knot
knowledge koran laboratory lace lake landscape lantern lap largely laser lately latest latter launch lava lavender
lawn layer leader leadership leaflets league leaky leather legend lemon lemonade lentil lettuce lever liberty lid
lifestyle lifetime lightning limited linen link lipstick liquid literature litter lively loaf lobby lobster locate
location loft log logic logo loop loyalty luckily luxury magnet maid mainstream maintain maintenance major majority
mango mankind manner manual manufacture marathon marble margin marine mask massive master mathematics mature maximum
meadow meaning meaningful mechanism media medium melon melt memorable menu mere messy method metre midday mince
mineral minimum minister ministry minority mint miracle mistaken mixture mode moderate modest monitor monkey monument
mop moral moth motion motivate motive motorbike motorway mount movement mow mower mud mumble muscular musical musician
mutter mutual mysterious myth negative negotiate neighbourhood nest net neutral nicely nickname nicotine noble nod
noodles norm northern nostril notebook noticeboard notion nutritious oak oath obligation observe obstacle obtain
occasional occasionally occupy occur odour offensive onions onwards opera operate operator opponent opportunity oppose
optimistic orchard orchestra origin outcome outfit outline output outstanding oval overcome overlook overseas
oversleep owl ownership pace packaging paddle painter painting palace pale palm pancake panda panel pantry parade
paradise paragraph parallel parcels pardon parsley participate partly partnership pastry patience patio pattern pause
pave peach peak peanut pear pebble peculiar peel peer penalty pencil penguin perform performance permit persist
personality perspective petrol phase philosophy phrase pickle picnic pie pier pile pillar pilot pinch pine pineapple
pirate pizza planet planning platform plead pledge pliers plum plunge plural pneumonia policy poll pollution pond pony
pop pope porridge portrait pose positive possess possession poster postman postpone potential pour powder powerful
precious precise predict preparation presentation preserve president pretend previous previously prince princess
principle priority privacy procedure proceed professor profile project prominent promote promotion prompt proposal
propose prospect protection protein protest provider province provision prune psychology pumpkin punctual purple
pursue qualification qualify quantity quilt quote racing racism raffle rainbow rake rally ramp random range rank rap
rare raspberry rate ratio rational ray realistic reality rebel rebuild receiver reckon recognise recommendation
reconsider recruit recycle recycling reflect reform refreshments region registration regulation rehearsal reign
rejoice relation relevant reliable relieved reluctant remark remarkable remedy reminder removal renewal repeatedly
reporter reputation researcher reservation reserve reservoir resign resist resolve resort respond restore restrict
retail retain retreat reunion reveal revenge reverse review revise revolution ribbon ridge rifle rigid rim riot ripe
rise ritual rival roar robot rock rocket rod roller romance romantic roommate rooster rotate roundabout rub rucksack
rugby rumour rural saddle sake salmon sandal sandpit sane satisfaction satisfy saucepan saucer scale scan scandal
scatter scene scenery scent schedule scheme scholar scholarship scone scooters scout scrap screw script sculpture
seafood seal seaside season seasonal secondary section sector seek segment seize selection seminar senator sensation
sentimental separation sequence sergeant serial series session settlement severely shallow shark sharply sheep shell
shield shiny shoot shoots shoreline shortage shorts shovel shrub shuttle sideways sigh signature significant silk sill
similarly simplify simply sincere singer sketch ski skip skull slam slang sledge sleeve slim slope slot slug slump
smack smoker smoky smoothly snail snake snore snowy software solar solid solo solution sometime sorrow sour southern
souvenir spade spaghetti spark sparrow specialist species specific speed spin spinach spiral splash splendid sponge
sponsor spotless spray squad squash squirrel stack stadium stake stale stamina stance standard staple starter startle
static stationery statue status steak stereo sting stir stockings stony storage stove straightaway straightforward
strap strategy stray stream strict strictly strike string strip stripe strive stroking structure stubborn studio
stuffy stunning submit subscribe subsequent substance substitute suburb success successful summary summit sunny
sunrise sunset sunshine superb superior supervise supervisor suppress supreme surely surf survey survival survivor
suspend suspicion sustain swan swap swarm swift swimmer swimming sword symbol sympathetic sympathy syrup tactic tailor
talented tan tangerine tank tart task technical technician technique technology tedious tempt tender tension terrace
territory terror theme theory thermometer thermostat thorn thorough thoroughly thoughtful thrill thrive throne tick
tidal tiger tights timetable tin tint tiresome toad toaster toil token tolerate tomato tomatoes tone topic topping
tornado tortoise toss tourism tournament tow tower toxic trace tractor traditional tragic trail translate translation
trapeze treasurer treaty tremendous trend tribe tricky trim triple triumph trivial troop tropical troubled trout
trumpet trunk tub tulip tummy tunnel turnip twilight ultimate unclear uncover undergo underground underneath underwear
undo undress unemployment unfortunate unfortunately unite unity universal universe unkind unlike unlikely unlucky
unpleasant unreliable untidy unwilling upright urge usage usher utility utter vacant vacation vacuum vague valid
valuable vanish variety various vary vase vast vegetable venue verbal verse version vessel veto vibrate vice vicious
viewer villa villager vine vinegar violet violin virgin virtual virtue virus visible visual vital vivid vocabulary
vocal volcano volume voluntary voyage vulture wage wagon waiter waitress walnut wand warfare warmth warn warrior wasp
watchful waterproof wave wax weaken weakness wealth wealthy weapon weave web weep welfare wellington whale wheat whip
whistle whoops widely width wilderness willow windy wing wisdom wolf wooden workman workout workplace worldwide worm
worrying wreck wrestle wrinkle writer yacht yawn yearly yeast yell yoghurt yogurt youngster youthful zebra zip zone
zoo
""")

# What people say and no formal list has.
SPOKEN = word_set("""
theres thats whats whos hows wheres weve theyve youve theyre youre youll itll itd theyll theyd whod whos wholl darent mustnt
mightnt neednt shant wouldve couldve shouldve shouldnt oclock lets hes shes ive
aint alright auntie bairn bedroom biscuits blimey blokes bloke bonkers booze boozer brekkie buggy cheers chippy
ciggies ciggy clueless cos crikey cuppa daft diddums dodgy dole dosh dunno fag fags fella fellas fiver flippin frazzled
frightful gaff giro grandad granddad grandkids granny grandchild gran grannie grotty gutted handbags hiya hubby innit
jab jabs jobcentre kip knackered lad lads lass lasses lino loo lorry lounge mam mates meds missus moody mucky mumbling
nan nana nanna nappy nappies naff natter nightie niggle nippers nosey numpty nutter oldies owt oap oaps pal pals paras
perks peckish physio pjs plonk pongs poorly pram pricey prang pushchair quid rubbish scrounger shambles shattered sheltered
shopkeeper skint skive slippers sloshed snog snooze sod soddin spud spuds stroppy swot ta teatime telly tenner
tinned toddlers trackies trolley tums twinge umpteen veg veggies vape vaping vapes wee weepy whinge wonky wobble wobbles
yep yeah nope nah zonked cod codger toff toes toenail bunions corns verruca hernia migraine migraines eczema psoriasis
gout angina sciatica copd parkinsons alzheimers alzheimer cataracts glaucoma macular hearing deafness epileptic seizures
stammering stutter dyslexia dyslexic adhd ptsd ocd bipolar anorexia bulimia ibs crohns lupus fibromyalgia shingles
whatsapp facetime skype ipad iphone android broadband wifi emails texting browser website websites google app apps
passports visas councillors bus buses trams tram tube oyster freedom railcard parkrun pilates zumba aqua badminton
dominoes cribbage whist bridge draughts scrabble jigsaws crosswords knitting crochet quilting bowls darts snooker
polish tamil urdu gujarati punjabi bengali hindi arabic somali portuguese romanian turkish ukrainian french german
italian chinese cantonese mandarin albanian persian farsi pashto kurdish yoruba twi swahili nepali sinhala vietnamese
muslim hindu sikh christian jewish buddhist catholic methodist baptist quaker african caribbean asian jamaican nigerian
ghanaian irish scottish welsh traveller gypsy roma windrush ramadan diwali eid easter hanukkah vaisakhi
""")

# First names often typed here: known, so that nobody's name is mended away, and never a repair.
FIRST_NAMES = word_set("""
abdul abdullah abigail adam ahmed aisha alan albert alex alexander alfie alfred ali alice amanda amelia amina amy ana
andrea andrew andy angela anita ann anna anne anthony arthur asif ayesha barbara barry beatrice ben benjamin bernard
beryl betty bill billy bob brenda brian bridget carol caroline catherine charlie charlotte chloe chris christine
christopher claire clive colin connor craig cynthia daisy daniel danny darren dave david dawn dean debbie deborah dennis
derek diana diane donald donna doreen doris dorothy doug dylan eddie edith edna edward eileen elaine eleanor elizabeth
ella ellen elsie emily emma eric ernest ethan ethel eva eve fatima fiona florence frances francis frank fred freda
frederick gareth gary gemma geoff george gerald gillian gladys glen gloria gordon graham greta gwen hannah harold
harriet harry hassan hazel heather helen henry hilda howard hussein ian ibrahim ida imran irene iris isaac isabella isla
ivan ivy jack jackie jacob jade jake james jamie jane janet janice jason jasmine javed jean jenny jeremy jerry jessica
jim jimmy joan joanna joe john johnny jonathan jordan jose joseph josephine josh joshua joyce juan judith judy julia
julian julie karen kate katie katherine kathleen keith kelly ken kenneth kevin khadija kim kumar kylie lauren laura
lawrence lee len leo leon leonard leslie lewis liam lily linda lisa liz lorraine louise lucy luke lynn maggie malcolm
marcus margaret maria marie marilyn marion marjorie martha martin maureen maurice mavis max megan mel mehmet michael
michelle mick mike miriam mohamed mohammed moira molly monica muhammad muriel nadia nancy naomi natalie natasha neil
nicholas nick nicola nigel noah nora norma norman nusrat olga oliver olive olivia omar oscar owen pam pamela pat patricia
paul paula pauline percy peter phil philip phoebe phyllis priya rachel raj ralph ray raymond rebecca reg rex richard
rita robert robin roger ron ronald rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sanjay sarah
sharon sheila shirley simon sophia sophie stacey stan stanley stella stephen steve steven stuart sue susan suzanne
sydney sylvia tariq ted teresa terry theresa thomas tim timothy tina toby tom tommy tony tracey trevor ursula valerie
vera vernon veronica vic victor victoria vincent viv vivian walter wayne wendy wilfred william winifred winston
yasmin yusuf yvonne zainab zoe
""")
