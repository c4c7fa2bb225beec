"""What common passwords are made of: words that everybody thinks of first, endings, and walks over the keyboard."""

# In the order in which they come to mind: the first are also put in pairs.
WORDS = tuple(
    """
    password welcome admin administrator letmein login user guest test default changeme secret master
    qwerty abc hello sunshine princess monkey dragon football liverpool arsenal chelsea england london
    summer winter spring autumn january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday iloveyou love baby angel family
    mother father charlie george harry jack oliver thomas james daniel michael jessica sophie emily
    superman batman pokemon star starwars computer internet google facebook freedom whatever nothing
    trustno access system manager office company work team support service server network security temp
    temporary passw passwd passcode passphrase pass word login signin account private welcomeback
    hospital nurse doctor health council care social worker link community volunteer helper
    united city tottenham everton rangers celtic villa manchester britain british rugby cricket tennis
    hockey baseball basketball soccer golf fishing hunter killer shadow ninja tiger lion eagle falcon
    wolf bear horse puppy kitten doggy rabbit hamster elephant dolphin butterfly flower rose daisy
    lavender garden rainbow unicorn fairy magic wizard merlin gandalf phoenix knight warrior king queen
    prince diamond crystal silver golden purple orange yellow black white green blue pink red
    chocolate cookie banana apple cherry peach strawberry pepper ginger cheese coffee beer whisky
    music guitar piano dancer singer rock metallica beatles elvis madonna spider spiderman naruto
    minecraft fortnite playstation xbox nintendo mario zelda matrix hacker hacked samsung iphone android
    windows microsoft apple linux oracle cisco toyota ferrari porsche mercedes mustang harley yamaha
    honda jaguar corvette maggie buster bailey max molly poppy bella lucky smokey rocky teddy jasper
    oscar alfie archie leo amelia olivia isla grace ruby chloe lily anna maria laura sarah rachel
    rebecca hannah nicole ashley jennifer michelle patricia barbara elizabeth victoria charlotte
    andrew robert william richard david joseph matthew anthony jonathan joshua alexander benjamin
    samuel patrick steven kevin brian jordan taylor justin brandon ryan aaron adam alan peter paul
    mark luke john simon martin stephen christopher nicholas jesus christ faith heaven blessed church
    bible god hope peace happy smile lovely beautiful sweet honey sugar darling forever always together
    hello goodbye goodluck nopassword dontknow forgotten remember something anything mypassword newpassword
    please letmein openup opensesame sesame abracadabra enter entry gateway keys locked unlock
    london paris newyork america canada australia scotland ireland wales india africa jamaica europe
    christmas birthday holiday weekend party money dollar million lottery winner champion legend
    """.split()
)

ENDINGS = (
    *(str(year) for year in range(1950, 2036)),
    *"0 00 000 01 1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 11 111 1111 22 222".split(),
    *"007 69 77 777 88 99 999 321 4321 54321 654321 987654321 10 13 21 23 100 101 1212 1313 2468".split(),
    *"! !! !!! 1! 12! 123! 1234! 12345! 123456! 01! @1 @12 @123 @1234 #1 #123 $ . ? * 123abc abc abc123".split(),
)

PATTERNS = tuple(
    """
    qwertyuiop qwertyuiop[] qwerty123456 asdfghjkl asdfghjkl; zxcvbnm zxcvbnm,./ qazwsx qazwsxedc
    qazwsxedcrfv qazwsxedcrfvtgb 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsx zaq1xsw2 1q2w3e4r
    1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qweasdzxc qweasd asdzxc azertyuiop
    azerty qwertz qwertzuiop poiuytrewq lkjhgfdsa mnbvcxz 1234567890 0123456789 123456789 12345678
    123456 654321 0987654321 9876543210 1234567890- 1234567890-= 123123 112233 11223344 1122334455
    112233445566 123321 1234554321 123454321 147258369 159357 159753 741852963 789456123 963852741
    102030405060 100200300 135792468 13579 246810 24681012 abcdef abcdefg abcdefgh abcdefghij
    abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz abc123 abcd1234 abcde12345 a1b2c3 a1b2c3d4
    a1b2c3d4e5 a1b2c3d4e5f6 aabbcc aabbccddeeff 1a2b3c 1a2b3c4d 1a2b3c4d5e 1a2b3c4d5e6f aaabbbccc
    aa123456 asdf1234 qwer1234 zxcv1234 asdfasdf qwerasdf qwerasdfzxcv 12qwaszx pqlamz poilkjmnb
    """.split()
)
