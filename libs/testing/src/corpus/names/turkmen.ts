import type { NameSource } from './name-source.js';

/** Turkmen names in the Turkmen Latin alphabet, commoner ones first. Guests in the four countries, so a shorter list. */
export const TURKMEN: NameSource = {
  male: `Myrat Serdar Merdan Maksat Döwlet Batyr Kerim Begenç Azat Kakajan Rahym Guwanç Arslan Aman Aşyr Allaberdi Amangeldi
    Annamyrat Annageldi Atamyrat Ata Babageldi Babamyrat Baýram Baýramgeldi Begmyrat Begli Berdi Bäşim Çary Çarymyrat
    Döwletgeldi Döwran Dursun Durdy Durdymyrat Eziz Emin Garaja Geldi Gurban Gurbanguly Gurbannazar Gylyç Gylyçmyrat
    Hajymyrat Hally Hemra Hojaberdi Hojamyrat Hudaýberdi Ilmyrat Jumamyrat Jumadurdy Kemal Kerwen Kuwwat Mekan Mergen Meret
    Muhammet Muhammetguly Nazar Nepes Nurgeldi Nurmyrat Nury Orazberdi Orazgeldi Orazmyrat Oraz Öwez Öwezgeldi Parahat Perman
    Polat Ruslan Röwşen Saparmyrat Sapar Saparguly Suhan Söhbet Süleýman Şamyrat Şatlyk Şöhrat Taçmyrat Tirkeş Toýly Toýmyrat
    Täçmyrat Welmyrat Wepa Ýazmyrat Ýusup Ýagmyr Ýolaman Ýhlas`,
  female: `Aýgül Ogulgerek Gülnara Maral Jennet Aýna Bahar Ejegyz Enejan Gözel Gülşat Gülälek Leýli Maýsa Mähri Nartäç
    Ogulsapar Ogultäç Oguljan Selbi Sona Şirin Tawus Täzegül Zöhre Aknabat Altyn Amangül Annagül Aýbölek Aýjemal Aýsoltan
    Aýperi Bibi Bilbil Bossan Bägül Çynar Dursunjemal Durdygül Ene Ejeş Gunça Gülbahar Güljan Güljemal Gülruh Gülsenem
    Gyzylgül Humaý Jemal Jeren Kümüş Läle Mahym Merjen Mährijemal Mämmetgül Nabat Nurjemal Nurgözel Ogulbike Ogulnabat
    Oguldursun Ogulsenem Orazgül Orazsoltan Owadan Patma Ruhsara Sülgün Sabyrgül Saparjemal Şeker Şemşat Şaperi Tumar Ümit
    Uzuk Ýagşygül Ýazgül Zyba Zylyha`,
  surnames: `Myrat Annamyrat Ata Orazmyrat Gurban Durdy Berdi Amangeldi Nury Nazar Rejep Hojamyrat Baýram Saparmyrat Meret
    Geldi Çary Öwez Gylyç Aman Aşyr Allaberdi Allanazar Annaberdi Annaguly Annanepes Ataguly Atabaý Babaly Baba Begenç Begmyrat
    Begli Bäşim Bally Batyr Çarymyrat Daňatar Döwlet Döwran Döwletmyrat Durdymyrat Eziz Garaja Garly Garýagdy Goç Goçmyrat
    Gulmyrat Gurbandurdy Gurbannazar Gurbanmyrat Haldurdy Hally Hallymyrat Hojaberdi Hojaguly Hudaýberdi Hudaýnazar Ilaman
    Jumadurdy Jumamyrat Kakabaý Kakamyrat Kerim Kurban Mämmet Mämmetguly Mämmetmyrat Mergen Muhammet Myradaly Nepes Nurberdi
    Nurgeldi Nurmuhammet Nurymuhammet Oraz Orazberdi Orazgeldi Orazguly Orazsähet Öde Ödäý Öwezmyrat Perman Pena Pirmyrat
    Rahman Rahym Rozymyrat Sähet Sary Sapar Saparguly Soltanmyrat Şadurdy Şaguly Şamyrat Täç Täçmyrat Tagan Taňryberdi Tirkeş
    Toýly Täşli Ussa Welmyrat Welnazar Ýagmyr Ýazberdi Ýazmyrat Ýolly`,
  maleHeads: `Anna Oraz Nur Gurban Sapar Döwlet Ata Baba Beg Hoja Juma Durdy Ýaz Alla Hudaý Toý Çary Öwez Şa Täç`,
  maleTails: `myrat geldi berdi guly nazar durdy muhammet mammet`,
  femaleHeads: `Ogul Gül Aý Nur Oraz Bibi Anna Aman Sapar Mähri`,
  femaleTails: `gül jemal soltan nabat bike täç senem jan bahar`,
};
