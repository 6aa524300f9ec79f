import type { NameSource } from './name-source.js';

/** Uzbek names in the present Uzbek Latin alphabet (a straight apostrophe for the marks), commoner ones first. */
export const UZBEK: NameSource = {
  male: `Ulug'bek Sherzod Jasur Dilshod Bobur Otabek Rustam Farrux Aziz Jamshid Sardor Shohruh Bekzod Davron Islom Alisher
    Anvar Akmal Bahodir Botir Doniyor Elyor Eldor Farhod Furqat G'ayrat G'olib Hamid Hasan Husan Husniddin Ibrohim Ilhom
    Jahongir Javohir Jo'rabek Kamol Kamoliddin Karim Komil Laziz Mansur Maqsud Mirjalol Mironshoh Mirzo Muhammad Muhammadali
    Muhiddin Muhriddin Murod Muzaffar Nodir Nodirbek Nuriddin Nurali Odil Odiljon Olim Oybek O'ktam O'lmas O'rol O'tkir Oqil
    Qahramon Qobil Qodir Qosim Qudrat Rahim Rahmatulla Ravshan Rasul Ruslan Sadriddin Said Saidakbar Salim Samandar Sanjar
    Sarvar Shavkat Shahzod Shohjahon Shuhrat Sirojiddin Sobir Sodiq Sulton Sunnat Temur Tohir To'lqin To'xtasin Tolib Tursun
    Ubaydulla Umar Umid Umidjon Usmon Utkir Valijon Xayrulla Xasan Xolmurod Xurshid Xushnud Yoqub Yorqin Yusuf Zafar Zohid
    Zokir Ziyod Ziyodulla Zuhriddin Abdulaziz Abduqodir Abdulla Abdurahmon Abdurashid Abdusalom Abduvali Abduvohid Abror
    Adham Ahad Ahmad Ahror Akbar Akram Alibek Aminjon Asad Asadbek Asliddin Asqar Asror Avaz Avazbek Ayub Azamat Azim Azizbek
    Bahrom Baxodir Baxtiyor Begzod Behruz Bektosh Berdiyor Bo'ri Bunyod Burxon Choriyor Dadaxon Damir Davlat Diyor Dostonbek
    Ergash Erkin Eshmat Fayzulla Faxriddin Fazliddin Fozil G'afur G'ani G'iyos G'ulom Habib Habibulla Haydar Hikmat Hojiakbar
    Hoshim Ikrom Inom Iskandar Ismoil Isroil Izzat Jalol Jaloliddin Jo'ra Jumaboy Jumanazar Kozim Lochin Mahmud Mamatqul
    Mashrab Mavlon Mirali Mirsaid Mo'min Mubin Murodjon Musurmon Nabijon Najmiddin Narzulla Nasriddin Nazar Ne'mat Niyoz
    Nizomiddin Norboy Nu'mon Obid Olimjon Omon Orif Oston Parviz Po'lat Primqul Qulmurod Quvondiq Ro'zimurod Rajab Ramazon
    Rixsiboy Saydulla Sayfiddin Sa'dulla Safar Shamsiddin Sharif Sherali Shermuhammad Shodiyor Shukur Suhrob Suyun To'lagan
    To'ychi Toshmurod Toshpo'lat Turdali Vohid Xoliq Xudoyberdi Yo'ldosh Yodgor Yunus Zarif Zayniddin`,
  female: `Gulnora Dilnoza Nigora Parvina Shahnoza Zulfiya Intizor Malika Nilufar Feruza Dildora Gulchehra Madina Mohira
    Muhabbat Nargiza Nodira Zarina Zilola Ziyoda Sevara Sevinch Shahlo Shahzoda Sabohat Saodat Sayyora Barno Charos Dilafruz
    Dilbar Dilfuza Dilorom Durdona Fotima Zuhra Gavhar Go'zal Gulbahor Guli Gulmira Gulruh Gulsanam Gulshan Guzal Hilola
    Hulkar Iroda Kamola Kumush Komila Lola Lobar Laylo Mahliyo Maftuna Mavluda Marjona Matluba Mehriniso Mukaddas Muqaddas
    Munira Munisa Mushtariy Muslima Muyassar Nafisa Nasiba Nazokat Nigina Nozima Oydin Oygul Oysha Ozoda Orzigul Oltinoy
    O'g'iloy Qizlargul Qunduz Ra'no Raxima Robiya Rohila Roza Ruxsora Rayhon Sanobar Sarvinoz Salomat Saida Shaxnoza Shirin
    Shoira Shohida Shoista Sitora Surayyo Tamara Tursunoy To'lg'onoy To'xtaxon Umida Umriniso Vasila Vazira Xadicha Xosiyat
    Xurshida Yulduz Yorqinoy Zamira Zaynab Zebo Zebiniso Zulayho Zulxumor Adolat Afruza Aziza Adiba Anora Asal Asila Aygul
    Bahora Barchinoy Bibixonum Bibisora Bodomgul Bonu Buvajon Dilrabo Dilshoda Dinora Erkinoy Farida Farog'at Fazilat Farangiz
    Firuza Gulasal Gulhayo Gulixon Gulnoz Gulsara Gulsum Hafiza Halima Hanifa Hayot Hosiyat Husnida Inobat Iqbol Jamila Jumagul
    Karima Klara Latofat Lutfiya Mahfuza Mahbuba Maliha Manzura Maryam Mashhura Mavjuda Mehribon Mo'tabar Mohinur Moxichehra
    Muattar Mubina Muborak Muxlisa Najiba Nargis Nazira Norgul Nurxon Oynisa Oyniso Oysuluv Parizod Qimmat Qumri Rahima
    Risolat Ruqiya Ro'zigul Sabrina Sadoqat Salima Shahodat Sharofat Shodiya Soliha Suluv Sohiba Tabassum Tillaxon To'ti
    Tozagul Ulbo'sin Unsin Xumora Xolida Yoqutxon Zeboxon Zohida Zulaykho Zumrad`,
  surnames: `Karim Yusup Rahim Raxmon Isroil Sulton To'lqin Abdulla Ali Nazar Ergash Tursun Mirza Said Usmon Umar Ibrohim
    Ismoil Hakim Qodir Qosim Sodiq Sobir Xolmat Xo'ja Yo'ldosh Olim Normat Nur Ochil O'rin O'ktam Po'lat Rajab Ro'zi Safar
    Salim Samad Sattor Sharip Shodi Shukur Siddiq Tosh Toshmat Toshpo'lat To'ra To'xta To'ychi Turdi Turg'un Ubaydulla Umurzoq
    Xamroq Xamid Xasan Xaydar Xayrulla Xudoyberdi Xudoynazar Yodgor Yoqub Yunus Yuldosh Zokir Ziyo Ziyod Zoir Abduqodir
    Abdurahmon Abdurasul Abdusattor Abduvali Abduvohid Abdug'ani Abdullaxo'ja Adham Ahmad Ahmadjon Ahror Akbar Akmal Akram
    Alimardon Allaberdi Allayor Aman Amin Amir Anvar Arslon Ashur Asqar Asror Ataxon Avaz Ayub Azim Aziz Azamat Bobo
    Bobojon Boboqul Bahodir Bahrom Baxtiyor Begimqul Bekmurod Bekmirza Berdi Berdiqul Botir Boymurod Boyqobil Boltaboy Bo'ri
    Bo'ron Bo'ta Burxon Chori Choriyor Dadajon Davlat Davron Do'sti Do'smurod Eshmat Eshqobil Eshonqul Eshonxo'ja
    Egamberdi Egamnazar Elmurod Erdon Erkin Ermat Esanboy Fayzi Fayzulla Farmon Fozil G'afur G'ani G'oib G'ofur G'ulom Habib
    Hamdam Hamro Hamroqul Haydarali Hayit Hazrat Hikmat Hoshim Husan Ikrom Inog'om Inoyat Iskandar Islom Jabbor Jalil Jalol
    Jamol Jo'ra Jo'raqul Jo'rabek Juma Jumaboy Jumanazar Kamol Komil Kenja Kenjaboy Latip Lutfulla Madamin Mahkam Mahmud
    Majid Mallaboy Mamajon Mamat Mamatqul Mamasoli Mansur Maqsud Mardon Matkarim Matniyoz Matyoqub Mavlon Melibo Mirali
    Mirsaid Mirzaqul Mo'min Muhammad Muhammadjon Muhiddin Muqim Murod Murodali Musa Muslim Musurmon Nabi Narzi Narzulla
    Nasriddin Nasrulla Negmat Ne'mat Niyoz Niyozmat Nizom Norboy Norqul Normurod Norqobil Nosir Nurali Nurmat Obid Odil Olloyor
    Omon Oripov Orziqul Oston Oybek Parda Pardaboy Pirmat Primqul Qahhor Qalandar Qambar Qayum Qilich Qobil Qo'chqor Qo'ldosh
    Qo'ziboy Qudrat Qulmat Qurbon Qurbonboy Quvondiq Rasul Rasulmat Rauf Ravshan Rizo Ro'zmat Ruzimurod Sa'dulla Saidmurod
    Saydali Sayfi Sherali Shermat Shomurod Shonazar Suvon Suyun Tillo Tilov Tohir Tolib To'lagan`,
  maleHeads: `Abdu Said Mir Mirzo Nur Bek Bobo Davlat Do'st Er Esh Hoji Jo'ra Juma Kenja Mamat Muhammad Norm Ochil Olim Ota
    Qo'zi Quvon Ro'zi Safar Shoh Sher Sulton Tosh To'ra Tursun Umr Xol Xudoy Xo'ja Yo'l Ziyo Alla`,
  maleTails: `bek jon boy ali murod qul berdi nazar mirza yor mat xon bergan sulton karim rahmon rahim rasul malik`,
  femaleHeads: `Gul Dil Oy Moh Zeb Nur Shah Mehr Xur Sabo Barno Feruz Lola Zar O'g'il Tursun Robi Xosi`,
  femaleTails: `noza bahor chehra oy xon niso gul bonu rabo fuza sanam shoda ruh jahon nora`,
};
