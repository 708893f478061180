import type { Random } from './random.ts';

// Adjective and thing, as in the national test register: no one is called that. Norwegian, Sami and Kven.
const givenNames =
  words(`Sprø Åpen Rolig Glad Ærlig Øm Blå Lur Kvikk Snill Trygg Mild Brå Frisk Sær Rund Stø Lun
  Čáhppes Ruoksat Alit Fiskat Váibmil Šealgat Giđđa Háŋká Ŧuvva Ožžon Lieđđi Vuodjil
  Mettä Yö Käki Pöllö Hyvä Äijä Väinö Särki Töyhtö`);
const familyNames =
  words(`Lenestol Bjørnebær Fløtebolle Skjærgård Lønnesirup Kråkebolle Blåskjell Ørretbekk Tåkelur
  Håndkle Grønnsåpe Fjæreplytt Sjøgress Vårløk Brødfjøl
  Čáhceloddi Rášša Skábma Bálggis Guovssahas Šiella Joŋŋá Njuovžil Duođđi Ŧievva
  Järvenpää Pöytä Tähkä Sälekkö Hiekkä Köynnös Jäkälä`);

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

/** The parts of a name: one name only has no given name. */
export interface PersonName {
  readonly givenName?: string;
  readonly middleName?: string;
  readonly familyName: string;
}

/** A name of one to seven parts; relatives share `familyName`. */
export function drawName(random: Random, parts: number, familyName = random.pick(familyNames)): PersonName {
  if (parts === 1) return { familyName };
  const others = Array.from({ length: parts - 2 }, () => random.pick([...givenNames, ...familyNames]));
  const given = [random.pick(givenNames), ...others.slice(0, Math.max(0, parts - 5))];
  const middle = others.slice(Math.max(0, parts - 5));
  return {
    givenName: given.join(random.oneIn(4) ? '-' : ' '),
    ...(middle.length === 0 ? {} : { middleName: middle.join(' ') }),
    familyName,
  };
}

/** One word of a name, for organisations and places. */
export const drawFamilyName = (random: Random): string => random.pick(familyNames);
