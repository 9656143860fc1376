"""Everyday words, and the words of the register for them. Our own list.

A meaning is the start of a word, or a part of one. A school adds its own at /beheer/; those win.
"""

from placements.companies.words import plain

_LINES = """
aannemer: bouw metselaar timmer
aardappel: akkerbouw plantenteelt
accountant: administratie financieel boekhoud
administratie: administratief secretarieel
afwas: horeca keuken
akker: akkerbouw plantenteelt
ambulance: gezondheidszorg zorg
animatie: mediavormgeving gaming recreatie
apotheek: apothekersassistent
app: software developer applicatie
architect: bouwkunde
asfalt: infra wegenbouw
assistent: assisterende
auto: autotechniek voertuig mobiliteit
automonteur: autotechniek autotechnicus voertuig
baby: kraamzorg kinderopvang gezondheidszorg
badmeester: zwembad sport
bakker: brood banket patisserie
bakkerij: brood banket
balie: receptionist publiek dienstverlening
band: autotechniek voertuig
bank: financieel
banketbakker: banket patisserie
bar: horeca bediening gastheer
beautysalon: schoonheidsspecialist
bediening: horeca gastheer gastvrouw
beeldhouwer: steen
begrafenis: uitvaart
bejaarde: verzorgende verpleeg zorg ouderen
bejaardenhuis: verzorgende verpleeg zorg ouderen
beton: betonbouw bouw
beveiliger: beveiliging veiligheid
bezorger: logistiek transport chauffeur
bibliotheek: media informatie
bier: horeca voeding
bioscoop: media leisure
bloem: bloemen bloembinder
bloemist: bloemen bloembinder
bodyguard: beveiliging
boek: boekhandel media
boekhouder: administratie financieel
boer: veehouderij dierverzorging plantenteelt agrarisch
boerderij: veehouderij dierverzorging plantenteelt agrarisch
boom: boomteelt groen
boot: maritiem scheepsbouw jacht
bos: natuur groen
bouwvakker: bouw timmer metselaar
brandweer: veiligheid
bril: opticien optiek
brood: bakker
brommer: tweewieler motor
buschauffeur: personenvervoer chauffeur
cafe: horeca gastheer bediening
camera: audiovisueel fotograaf
camping: recreatie leisure
cateraar: catering horeca
chauffeur: transport vervoer
chef: kok keuken
chemie: laboratorium proces
coach: begeleider sociaal
commercieel: verkoop sales
computer: ict systeem software
conducteur: vervoer
conciërge: facilitair
creche: kinderopvang pedagogisch
dak: dakdekker
danser: dans artiest
decor: podium theater
dementie: verzorgende verpleeg zorg
design: vormgeving vormgever ontwerp
dierenarts: paraveterinair dier
dierentuin: dierverzorging
dieren: dier dierverzorging
dj: artiest muziek geluid
dokter: doktersassistent
dokterspraktijk: doktersassistent
drogist: verkoop drogisterij
drukker: print media grafisch
duurzaam: energie installatie
elektra: elektrotechniek elektricien installatie
elektricien: elektrotechniek installatie
energie: installatie elektrotechniek
evenement: event leisure
fabriek: productie operator proces
fiets: tweewieler fietstechnicus
fietsenmaker: tweewieler fietstechnicus
film: audiovisueel media
fitness: sport bewegen
foto: fotograaf
fysio: fysiotherapie sport
fysiotherapeut: fysiotherapie sport
game: gaming software
gamen: gaming software
garage: auto autotechniek voertuig
gebarentolk: tolk
gehandicapt: gehandicaptenzorg begeleider maatschappelijk
gehandicapten: gehandicaptenzorg begeleider maatschappelijk
geld: financieel bank
gemeente: publiek overheid
geluid: podium audiovisueel
geneesmiddel: apothekersassistent
gids: reizen toerisme leisure
glas: glaszetter glas
goud: goudsmid juwelier
graafmachine: grondverzet machinist
groente: plantenteelt agf
groothandel: handel logistiek
gym: sport bewegen
haar: kapper
hamburger: horeca fastservice
handhaver: handhaving toezicht
haven: maritiem logistiek
heftruck: logistiek magazijn
helpdesk: ict support
hond: dier dierverzorging
horeca: kok gastheer bediening
hotel: horeca hospitality receptionist
hout: timmer meubel
hovenier: groen tuin
huid: schoonheidsspecialist
huisarts: doktersassistent
huishouding: dienstverlening zorg
huisschilder: schilder
hulpverlener: sociaal maatschappelijk
ijs: horeca
influencer: marketing communicatie media
instagram: marketing communicatie media
installateur: installatie
internet: ict software
interieur: meubel wonen
jeugd: sociaal kinderopvang
jeugdzorg: sociaal maatschappelijk
jongeren: sociaal maatschappelijk
jurist: juridisch
juf: onderwijsassistent
juwelier: goudsmid edelsmid
kaas: zuivel voeding
kantoor: administratie secretarieel office
kapper: haarverzorging haarstylist kapsalon
kapsalon: kapper haarverzorging
kapster: kapper haarverzorging
kas: glastuinbouw plantenteelt
kassa: verkoop winkel retail
keuken: kok horeca
kinderdagverblijf: kinderopvang pedagogisch
kinderen: kinderopvang pedagogisch onderwijsassistent
kinderopvang: pedagogisch
kinderleidster: kinderopvang pedagogisch
kip: pluimvee veehouderij
kleding: mode fashion textiel
kleermaker: mode maatkleding
koeling: koeltechniek
koe: veehouderij melkvee
koken: kok keuken
koerier: transport logistiek chauffeur
kok: keuken horeca
kraan: kraanmachinist machinist
kraamzorg: verzorgende zorg
krant: media communicatie
laborant: laboratorium
lader: logistiek
landbouw: akkerbouw agrarisch plantenteelt
laptop: ict
lassen: lasser metaal constructie
las: lasser metaal constructie
leger: veiligheid defensie
leraar: onderwijsassistent
licht: podium belichting
lichaamsverzorging: schoonheidsspecialist
lood: loodgieter installatie
loodgieter: installatie sanitair dakdekker
machine: machinebouw werktuig mechatronica
magazijn: logistiek warehouse
make-up: visagie grime
makeup: visagie grime
manicure: nagel schoonheidsspecialist
marinier: veiligheid defensie
markt: handel verkoop
massage: masseur wellness
matroos: maritiem binnenvaart
meester: onderwijsassistent
meubel: meubelmaker interieur
melk: melkvee zuivel
metaal: metaalbewerker constructie verspaner
metselen: metselaar bouw
mode: fashion kleding
model: mode
monteur: technicus autotechniek installatie
motor: motorfiets voertuig
muziek: muzikant artiest geluid
naaien: mode textiel
nagel: schoonheidsspecialist nagelstyliste
natuur: groen bos
netwerk: ict beheer
notaris: juridisch
ober: gastheer gastvrouw bediening
oma: ouderen verzorgende verpleeg
onderhoud: service technicus
onderwijs: onderwijsassistent
ontwerper: vormgever ontwerp
oogarts: optometrie opticien
oorbel: goudsmid juwelier
opa: ouderen verzorgende verpleeg
opticien: optiek
opvang: kinderopvang
ouderen: verzorgende verpleeg zorg
oudere: verzorgende verpleeg zorg
paard: paardenhouderij paardensport
patat: horeca fastservice
pc: ict systeem
pedicure: voetverzorging
peuter: kinderopvang pedagogisch
piercing: tattoo
piloot: luchtvaart
pizza: horeca kok
pizzeria: horeca kok
plant: plantenteelt groen
poets: schoonmaak facilitair
poetsen: schoonmaak facilitair
politie: veiligheid handhaving beveiliging
portier: beveiliging receptionist
postbode: logistiek transport
programmeren: software developer
programmeur: software developer
psychiatrie: zorg maatschappelijk
pub: horeca
reclame: marketing media vormgeving
recht: juridisch
receptie: receptionist
reis: reizen toerisme
reisbureau: reizen toerisme
restaurant: horeca kok gastheer
riool: infra installatie
robot: mechatronica robotica
salon: kapper schoonheidsspecialist
sales: verkoop commercieel
schilder: schilderen afwerking
schip: scheepsbouw maritiem binnenvaart
schoen: schoenmaker
schoenmaker: schoen
school: onderwijsassistent
schoonheidssalon: schoonheidsspecialist
schoonmaker: schoonmaak facilitair
schoonmaken: schoonmaak facilitair
schoonmaakster: schoonmaak facilitair
scooter: tweewieler
secretaresse: secretarieel office
sieraad: goudsmid juwelier
slager: vlees slagerij
slagerij: slager vlees
sloop: bouw
smid: metaal hoefsmid
snackbar: horeca fastservice
sociaal: maatschappelijk
software: developer ict
soldaat: veiligheid defensie
spel: gaming
spoor: railinfra
sport: bewegen sportinstructeur
sportschool: sport bewegen
steigerbouw: steiger
steward: luchtvaart
stewardess: luchtvaart
stofzuigen: schoonmaak
straat: stratenmaker infra
straten: stratenmaker infra
stratenmaker: infra bestrating
stroom: elektrotechniek elektricien
stuc: stukadoor afwerking
stucadoor: stukadoor afwerking
supermarkt: verkoop winkel retail food
systeembeheer: ict beheer
tandarts: tandartsassistent mondzorg
tandtechniek: tandtechnicus
tatoeage: tattoo
taxi: personenvervoer chauffeur
techniek: technicus
tegel: tegelzetter
tekenen: vormgeving bouwkunde
telefoon: ict telecom callcenter
theater: podium artiest
theatertechniek: podium
thuiszorg: verzorgende zorg helpende
timmerman: timmer bouw
toerisme: reizen leisure
toilet: schoonmaak
tractor: landbouwmechanisatie agrarisch
trein: rail vervoer
trekker: landbouwmechanisatie agrarisch
truck: transport chauffeur bedrijfsauto
tuin: hovenier groen
tuinman: hovenier groen
uitvaart: begrafenis
uitzendbureau: personeel hr
vakkenvullen: verkoop winkel retail
vakkenvuller: verkoop winkel retail
varken: veehouderij
veilig: beveiliging veiligheid
verf: schilder
verhuizer: logistiek verhuis
verkopen: verkoper verkoop
verkoopster: verkoper verkoop
verpleegster: verpleegkundige
verpleger: verpleegkundige
verpleging: verpleegkundige
verplegen: verpleegkundige
verzekering: financieel assurantie
verzorger: verzorgende dierverzorging
verzorging: verzorgende
video: audiovisueel
vis: visserij vishandel
visagist: visagie grime
visser: visserij
vlees: slager
vliegtuig: luchtvaart
vliegveld: luchtvaart
vloer: vloerenlegger
vluchteling: sociaal maatschappelijk
voetbal: sport
vrachtauto: transport chauffeur bedrijfsauto
vrachtwagen: transport chauffeur bedrijfsauto
vrachtwagenchauffeur: transport chauffeur
vuilnis: afval milieu
warmtepomp: installatie koeltechniek
was: textielreiniging
wasserette: textielreiniging
water: watertechniek waterbeheer
web: software developer
webdesign: vormgeving developer
webshop: ecommerce verkoop
website: software developer vormgeving
wegenbouw: infra
wellness: schoonheidsspecialist
wiel: tweewieler autotechniek
winkel: verkoop retail
winkelen: verkoop retail
winkelier: ondernemer retail
yoga: sport bewegen
zeeman: maritiem
zeevaart: maritiem
ziek: verpleegkundige zorg
ziekenhuis: verpleegkundige gezondheidszorg
ziekenverzorger: verzorgende verpleegkundige
zonnepaneel: installatie elektrotechniek
zonnepanelen: installatie elektrotechniek
zorghulp: helpende zorg
zuster: verpleegkundige verzorgende
zwembad: sport recreatie
bosch: hertogenbosch
haag: gravenhage
"""


def read(lines: str) -> dict[str, str]:
    """Lines of `word: meaning meaning`, in the plain words of the index."""
    pairs = (line.partition(":") for line in lines.strip().splitlines())
    return {plain(word).replace(" ", ""): plain(meaning) for word, _, meaning in pairs}


SYNONYMS = read(_LINES)
