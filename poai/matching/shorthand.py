"""How people write what they say, and what is quick to type: "wnt sum1 2 talk 2", "me bruvver", "hosp appt".

It is read so on both sides, in what people type and in the phrases of needs.
"""

_PAIRS = """
wnt=want wana=want+to wanna=want+to luv=love luvs=loves luvly=lovely wiv=with todo=to+do bruv=brother bruva=brother
bruver=brother bruvver=brother muvver=mother muver=mother farver=father fing=thing fings=things anyfing=anything
anythin=anything nuffin=nothing nuffing=nothing nuthin=nothing nothin=nothing somefing=something sumfing=something
sumthing=something sumthin=something sumfin=something somethin=something summat=something smth=something evryfing=everything
sum1=someone any1=anyone every1=everyone no1=nobody sumone=someone sumbody=somebody sumwhere=somewhere sumwere=somewhere
somwhere=somewhere sumtimes=sometimes frend=friend frends=friends m8=mate m8s=mates ppl=people peeps=people
shud=should shoud=should cud=could wud=would shudnt=shouldnt cudnt=couldnt wudnt=wouldnt coz=because cuz=because
bcoz=because becoz=because bcos=because becos=because becuase=because wot=what wots=whats wen=when wer=where wich=which
u=you ur=your urs=yours r=are n=and pls=please plz=please plse=please thx=thanks thnx=thanks 2day=today 2moro=tomorrow
2morrow=tomorrow tmrw=tomorrow tomoro=tomorrow 2nite=tonight 2night=tonight b4=before l8=late l8r=later gr8=great w8=wait
4get=forget nite=night nites=nights dnt=dont doin=doing goin=going gettin=getting enuf=enough enuff=enough nuff=enough
wna=want+to wnna=want+to nemore=anymore enymore=anymore anymor=anymore da=the dat=that tht=that hve=have hv=have fink=think finking=thinking
finkin=thinking thinkin=thinking livin=living tkn=taken tuk=took thro=through probs=problems evry=every evryone=everyone evrything=everything evrywhere=everywhere abowt=about abt=about frm=from hav=have
havnt=havent giv=give carnt=cant karnt=cant dosnt=doesnt dosent=doesnt msg=message msgs=messages txt=text txts=texts
txting=texting fone=phone fones=phones appt=appointment appts=appointments hosp=hospital dr=doctor drs=doctors pt=patient
pts=patients bday=birthday bf=boyfriend gf=girlfriend wk=week wks=weeks hrs=hours mins=minutes yrs=years mth=month
mths=months asap=soon uni=university skool=school ded=dead brort=brought thort=thought torking=talking
tork=talk dorter=daughter dorters=daughters sed=said wos=was woz=was clb=club rite=right rong=wrong
center=centre centers=centres neighbor=neighbour neighbors=neighbours counseling=counselling color=colour behavior=behaviour
"""
SHORTHAND = {
    typed: tuple(meant.split("+")) for typed, _, meant in (pair.partition("=") for pair in _PAIRS.split())
}
