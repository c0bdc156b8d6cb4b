import { alike, counted, type Vocabulary } from './vocabulary.js';

/** Portuguese. */
export const pt: Vocabulary = {
  numbers: {
    ...counted('zero um/uma dois/duas três/tres quatro cinco seis sete oito nove dez onze doze treze', 0),
    ...counted('catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove', 14),
    ...counted('vinte trinta quarenta cinquenta/cinqüenta sessenta setenta oitenta noventa cem/cento', 20, 10),
    ...counted('duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas', 200, 100),
    ...counted('seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas', 600, 100),
  },
  scales: { mil: 1000, milhão: 1e6, milhões: 1e6 },
  joiners: ['e'],
  articles: ['um', 'uma'],
  halves: ['meia', 'meio'],
  andHalf: ['e meia', 'e meio'],
  decimal: ',',
  thousands: '.',
  durations: {
    ...alike('second', 'seg segundo segundos'),
    ...alike('minute', 'min minuto minutos'),
    ...alike('hour', 'h hora horas'),
    ...alike('day', 'dia dias'),
    ...alike('week', 'semana semanas'),
    ...alike('month', 'mês meses mes'),
    ...alike('year', 'ano anos'),
  },
  ordinals: counted('primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta', 1),
  ordinalEnds: 'º|ª|°|o|a',
  currencies: {
    ...alike('EUR', 'euro euros'),
    ...alike('BRL', 'real reais'),
    ...alike('$', 'dólar dólares dolar dolares'),
    ...alike('Pound', 'libra libras'),
  },
  measures: {
    ...alike('kilometre', 'quilômetro quilômetros quilómetro quilómetros'),
    ...alike('metre', 'metro metros'),
    ...alike('centimetre', 'centímetro centímetros centimetro centimetros'),
    ...alike('millimetre', 'milímetro milímetros'),
    ...alike('litre', 'litro litros'),
    ...alike('gram', 'grama gramas'),
    ...alike('kilogram', 'quilo quilos'),
    ...alike('degree', 'grau graus'),
  },
  between: ['a', 'e', 'ou', 'até'],
  until: ['até', 'antes de', 'antes da', 'antes do'],
  since: ['depois de', 'depois da', 'depois do', 'desde', 'a partir de', 'a partir das'],
  wholeWeek: '^(?:(?:a )?próxima semana|(?:a )?semana que vem|esta semana)$',
  times: {
    days: {
      ...alike(1, 'amanhã amanha'),
      ...alike(2, 'depois_de_amanhã depois_de_amanha'),
      ...alike(-2, 'anteontem'),
      ...alike(7, 'próxima_semana a_próxima_semana semana_que_vem a_semana_que_vem'),
    },
  },
};
