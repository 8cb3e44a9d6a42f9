// The phrases that articulation.ts puts together, each in English and Vietnamese.
import type { Influx, Manner, Place } from '@phonochart/catalog/placement.ts';

type Pair = readonly [en: string, vi: string];

/** What moves where: touching (`close`), almost touching (`near`), and what flutters or taps (`mover`). */
export const placePhrases: Record<Place, { close: Pair; near: Pair; mover: Pair }> = {
  bilabial: {
    close: ['Close both lips', 'Mím hai môi lại'],
    near: ['Bring both lips close together', 'Đưa hai môi lại thật gần nhau'],
    mover: ['the lips', 'hai môi'],
  },
  labiodental: {
    close: ['Press the lower lip against the upper teeth', 'Ép môi dưới vào răng cửa trên'],
    near: ['Bring the lower lip close to the upper teeth', 'Đưa môi dưới lại gần răng cửa trên'],
    mover: ['the lower lip, against the upper teeth,', 'môi dưới, chạm răng cửa trên,'],
  },
  dentolabial: {
    close: ['Press the upper lip against the lower teeth', 'Ép môi trên vào răng cửa dưới'],
    near: ['Bring the upper lip close to the lower teeth', 'Đưa môi trên lại gần răng cửa dưới'],
    mover: ['the upper lip, against the lower teeth,', 'môi trên, chạm răng cửa dưới,'],
  },
  labioalveolar: {
    close: ['Press the lower lip against the ridge above the upper teeth', 'Ép môi dưới vào lợi trên'],
    near: ['Bring the lower lip close to the ridge above the upper teeth', 'Đưa môi dưới lại gần lợi trên'],
    mover: ['the lower lip, at the ridge above the upper teeth,', 'môi dưới, chạm lợi trên,'],
  },
  linguolabial: {
    close: ['Touch the upper lip with the tip of the tongue', 'Chạm đầu lưỡi vào môi trên'],
    near: ['Bring the tip of the tongue close to the upper lip', 'Đưa đầu lưỡi lại gần môi trên'],
    mover: ['the tip of the tongue, against the upper lip,', 'đầu lưỡi, chạm môi trên,'],
  },
  bidental: {
    close: ['Bring the upper and lower teeth together', 'Khép hai hàm răng lại'],
    near: ['Bring the upper and lower teeth together', 'Khép hai hàm răng lại'],
    mover: ['the lower teeth, against the upper ones,', 'răng dưới, chạm răng trên,'],
  },
  dental: {
    close: ['Touch the back of the upper teeth with the tip of the tongue', 'Chạm đầu lưỡi vào mặt sau răng cửa trên'],
    near: ['Bring the tip of the tongue close to the upper teeth', 'Đưa đầu lưỡi lại gần răng cửa trên'],
    mover: ['the tip of the tongue, behind the upper teeth,', 'đầu lưỡi, sau răng cửa trên,'],
  },
  alveolar: {
    close: [
      'Touch the ridge behind the upper teeth with the tip of the tongue',
      'Chạm đầu lưỡi vào lợi, ngay sau răng cửa trên',
    ],
    near: [
      'Bring the tip of the tongue close to the ridge behind the upper teeth',
      'Đưa đầu lưỡi lại gần lợi, ngay sau răng cửa trên',
    ],
    mover: ['the tip of the tongue, at the ridge behind the upper teeth,', 'đầu lưỡi, ở lợi sau răng cửa trên,'],
  },
  postalveolar: {
    close: [
      'Press the front of the tongue against the slope just behind the ridge of the upper teeth',
      'Ép phần trước của lưỡi vào chỗ ngay sau lợi trên',
    ],
    near: [
      'Raise the front of the tongue close to the slope just behind the ridge of the upper teeth',
      'Nâng phần trước của lưỡi lại gần chỗ ngay sau lợi trên',
    ],
    mover: ['the front of the tongue, just behind the ridge,', 'phần trước của lưỡi, ngay sau lợi,'],
  },
  retroflex: {
    close: [
      'Curl the tip of the tongue up and back to touch the roof of the mouth behind the ridge',
      'Cong đầu lưỡi lên, đưa ra sau và chạm vào vòm miệng phía sau lợi',
    ],
    near: [
      'Curl the tip of the tongue up and back, close to the roof of the mouth',
      'Cong đầu lưỡi lên và ra sau, lại gần vòm miệng',
    ],
    mover: ['the tip of the tongue, curled back,', 'đầu lưỡi, cong ra sau,'],
  },
  'alveolo-palatal': {
    close: [
      'Keep the tip of the tongue behind the lower teeth and press the part behind it against the front of the hard palate',
      'Để đầu lưỡi sau răng cửa dưới và ép mặt lưỡi vào phần trước của ngạc cứng',
    ],
    near: [
      'Keep the tip of the tongue behind the lower teeth and raise the part behind it close to the front of the hard palate',
      'Để đầu lưỡi sau răng cửa dưới và nâng mặt lưỡi lại gần phần trước của ngạc cứng',
    ],
    mover: ['the front of the tongue, at the hard palate,', 'mặt lưỡi, ở ngạc cứng,'],
  },
  palatal: {
    close: ['Press the middle of the tongue against the hard palate', 'Ép mặt lưỡi vào ngạc cứng'],
    near: ['Raise the middle of the tongue close to the hard palate', 'Nâng mặt lưỡi lại gần ngạc cứng'],
    mover: ['the middle of the tongue, at the hard palate,', 'mặt lưỡi, ở ngạc cứng,'],
  },
  velar: {
    close: ['Press the back of the tongue against the soft palate', 'Ép phần sau của lưỡi vào ngạc mềm'],
    near: ['Raise the back of the tongue close to the soft palate', 'Nâng phần sau của lưỡi lại gần ngạc mềm'],
    mover: ['the back of the tongue, at the soft palate,', 'phần sau của lưỡi, ở ngạc mềm,'],
  },
  velodorsal: {
    close: [
      'Pull the soft palate down against the raised back of the tongue',
      'Hạ ngạc mềm xuống chạm phần sau của lưỡi',
    ],
    near: ['Pull the soft palate down close to the back of the tongue', 'Hạ ngạc mềm xuống gần phần sau của lưỡi'],
    mover: ['the soft palate, against the back of the tongue,', 'ngạc mềm, chạm phần sau của lưỡi,'],
  },
  velopharyngeal: {
    close: ['Close the passage between the soft palate and the throat', 'Khép lối giữa ngạc mềm và thành họng'],
    near: ['Narrow the passage between the soft palate and the throat', 'Thu hẹp lối giữa ngạc mềm và thành họng'],
    mover: ['the soft palate, at the wall of the throat,', 'ngạc mềm, sát thành họng,'],
  },
  uvular: {
    close: [
      'Press the very back of the tongue against the end of the soft palate, at the uvula',
      'Ép phần sau cùng của lưỡi vào lưỡi con, ở cuối ngạc mềm',
    ],
    near: [
      'Raise the very back of the tongue close to the uvula, at the end of the soft palate',
      'Nâng phần sau cùng của lưỡi lại gần lưỡi con, ở cuối ngạc mềm',
    ],
    mover: ['the uvula, against the back of the tongue,', 'lưỡi con, sát phần sau của lưỡi,'],
  },
  'upper-pharyngeal': {
    close: [
      'Press the very back of the tongue against the upper wall of the throat',
      'Ép phần sau cùng của lưỡi vào phía trên thành họng',
    ],
    near: [
      'Bring the very back of the tongue close to the upper wall of the throat',
      'Đưa phần sau cùng của lưỡi lại gần phía trên thành họng',
    ],
    mover: ['the back of the tongue, at the upper throat,', 'phần sau của lưỡi, phía trên thành họng,'],
  },
  pharyngeal: {
    close: [
      'Pull the root of the tongue back against the wall of the throat',
      'Kéo gốc lưỡi ra sau, ép vào thành họng',
    ],
    near: [
      'Pull the root of the tongue back, close to the wall of the throat',
      'Kéo gốc lưỡi ra sau, lại gần thành họng',
    ],
    mover: ['the root of the tongue, at the wall of the throat,', 'gốc lưỡi, sát thành họng,'],
  },
  epiglottal: {
    close: ['Squeeze the throat shut just above the voice box', 'Thắt chặt họng ngay phía trên thanh quản'],
    near: ['Narrow the throat just above the voice box', 'Thu hẹp họng ngay phía trên thanh quản'],
    mover: ['the folds just above the voice box', 'các nếp ngay phía trên thanh quản'],
  },
  glottal: {
    close: ['Close the vocal folds', 'Khép dây thanh'],
    near: ['Bring the vocal folds close together', 'Đưa hai dây thanh lại gần nhau'],
    mover: ['the vocal folds', 'dây thanh'],
  },
};

/** What then happens to the air; `{0}` is what moves. */
export const consonantPhrases: Record<Manner, Pair> = {
  plosive: [', hold the air, then let go.', ', giữ hơi lại rồi bật ra.'],
  implosive: [
    ', lower the voice box so that the air is drawn in a little, then let go.',
    ', hạ thanh quản xuống cho hơi hút nhẹ vào trong, rồi mở ra.',
  ],
  ejective: [
    ', close the glottis too, push the voice box up and let go with a sharp pop.',
    ', đồng thời khép thanh hầu, đẩy thanh quản lên rồi bật hơi ra thật gọn.',
  ],
  affricate: [
    ', hold the air, then let go slowly so that it hisses at the same place.',
    ', giữ hơi lại rồi mở từ từ cho hơi xát qua đúng chỗ đó.',
  ],
  'ejective-affricate': [
    ', close the glottis too, push the voice box up and let the air hiss out sharply.',
    ', đồng thời khép thanh hầu, đẩy thanh quản lên rồi cho hơi xát mạnh ra ngoài.',
  ],
  'lateral-affricate': [
    ', hold the air, then let it hiss out over the sides of the tongue.',
    ', giữ hơi lại rồi cho hơi xát ra hai bên lưỡi.',
  ],
  nasal: [' and let the air out through the nose.', ' và cho hơi thoát ra mũi.'],
  trill: ['Blow and let {0} flutter several times.', 'Thổi hơi cho {0} rung lên nhiều lần.'],
  tap: ['Let {0} strike once, very quickly.', 'Cho {0} vỗ một cái thật nhanh.'],
  'lateral-tap': [
    'Let {0} strike once, very quickly, with the air passing over the sides.',
    'Cho {0} vỗ một cái thật nhanh, hơi thoát ra hai bên lưỡi.',
  ],
  fricative: [' and let the air rub through the narrow gap.', ', cho hơi xát qua khe hẹp.'],
  'ejective-fricative': [
    ', close the glottis and push the voice box up so that a short hiss is squeezed out.',
    ', khép thanh hầu và đẩy thanh quản lên để ép ra một tiếng xát ngắn.',
  ],
  'lateral-fricative': [' and let the air hiss over the sides of the tongue.', ', cho hơi xát ra hai bên lưỡi.'],
  approximant: [', without rubbing: the air flows out smoothly.', ', nhưng không xát: hơi đi ra êm.'],
  'lateral-approximant': [' and let the air flow out over its sides.', ' và cho hơi thoát ra hai bên lưỡi.'],
  percussive: [' and snap them apart; no breath is needed.', ' rồi tách nhanh ra; không cần hơi thở.'],
};

export const influxPhrases: Record<Influx, Pair> = {
  bilabial: [
    'Close the lips and the back of the tongue, suck, and part the lips as for a kiss.',
    'Mím môi, áp phần sau của lưỡi vào ngạc mềm, hút nhẹ rồi tách môi như khi hôn.',
  ],
  dental: [
    'Press the tongue against the upper teeth and the soft palate, suck, and pull the tip away: the sound of "tut-tut".',
    'Áp lưỡi vào răng cửa trên và ngạc mềm, hút nhẹ rồi kéo đầu lưỡi ra, như khi tặc lưỡi chê.',
  ],
  alveolar: [
    'Press the tongue against the ridge and the soft palate, suck, and snap the tip down: the sound of a cork.',
    'Áp lưỡi vào lợi và ngạc mềm, hút nhẹ rồi bật đầu lưỡi xuống, nghe như bật nút chai.',
  ],
  postalveolar: [
    'Press the tongue just behind the ridge and against the soft palate, suck, and snap the tip down.',
    'Áp lưỡi vào chỗ sau lợi và ngạc mềm, hút nhẹ rồi bật đầu lưỡi xuống.',
  ],
  palatal: [
    'Press the flat of the tongue against the hard palate, suck, and snap it down sharply.',
    'Áp mặt lưỡi vào ngạc cứng, hút nhẹ rồi bật xuống thật gọn.',
  ],
  lateral: [
    'Press the tongue against the ridge, suck, and let one side go: the sound that urges a horse on.',
    'Áp lưỡi vào lợi, hút nhẹ rồi mở một bên lưỡi, như khi giục ngựa.',
  ],
  retroflex: [
    'Curl the tip of the tongue back against the roof of the mouth, suck, and snap it down.',
    'Cong đầu lưỡi áp vào vòm miệng, hút nhẹ rồi bật xuống.',
  ],
};

/** Vowels: the jaw by height, the tongue by backness, the lips. */
export const pointPhrases = {
  jaw: [
    ['Keep the mouth almost closed', 'Miệng gần khép'],
    ['Open the mouth a little', 'Miệng hơi mở'],
    ['Open the mouth halfway', 'Miệng mở vừa'],
    ['Open the mouth wide', 'Miệng mở rộng'],
  ],
  tongue: [
    ['the tongue pushed to the front', 'lưỡi đưa ra trước'],
    ['the tongue in the middle', 'lưỡi để ở giữa'],
    ['the tongue drawn back', 'lưỡi rụt về sau'],
  ],
  round: ['the lips rounded', 'môi tròn'],
  spread: ['the lips spread', 'môi bành sang hai bên'],
  neutral: ['the lips relaxed', 'môi để tự nhiên'],
  towards: [
    [
      ['up and to the front', 'lên cao ra phía trước'],
      ['to the front', 'ra phía trước'],
      ['down to the front', 'xuống thấp phía trước'],
    ],
    [
      ['up to the middle', 'lên cao ở giữa'],
      ['to the middle, relaxed', 'về giữa, thả lỏng'],
      ['down to the middle', 'xuống thấp ở giữa'],
    ],
    [
      ['up and to the back', 'lên cao về phía sau'],
      ['to the back', 'về phía sau'],
      ['down to the back', 'xuống thấp phía sau'],
    ],
  ],
  andRound: [', rounding the lips', ', đồng thời tròn môi'],
} satisfies Record<string, Pair | readonly Pair[] | readonly (readonly Pair[])[]> as {
  jaw: Pair[];
  tongue: Pair[];
  round: Pair;
  spread: Pair;
  neutral: Pair;
  towards: [Pair, Pair, Pair][];
  andRound: Pair;
};

/** Remarks on secondary articulations and other diacritics. */
export const extraPhrases: Record<string, Pair> = {
  palatalised: [
    'Raise the middle of the tongue at the same time, as for "y".',
    'Cùng lúc nâng mặt lưỡi lên như khi đọc i.',
  ],
  labialised: ['Round the lips at the same time.', 'Cùng lúc tròn môi.'],
  'labio-palatalised': [
    'Round the lips and raise the middle of the tongue at the same time.',
    'Cùng lúc tròn môi và nâng mặt lưỡi.',
  ],
  velarised: ['Raise the back of the tongue at the same time.', 'Cùng lúc nâng phần sau của lưỡi lên.'],
  pharyngealised: [
    'Pull the root of the tongue back and tighten the throat.',
    'Cùng lúc kéo gốc lưỡi ra sau và thắt họng.',
  ],
  'velarised-or-pharyngealised': [
    'Draw the back of the tongue up or back at the same time, for a dark sound.',
    'Cùng lúc kéo phần sau của lưỡi lên hoặc ra sau cho âm nghe tối.',
  ],
  nasalised: ['Let the air out through the nose as well.', 'Cho hơi thoát ra cả mũi.'],
  prenasalised: ['Begin with a short hum through the nose.', 'Bắt đầu bằng một tiếng mũi ngắn.'],
  long: ['Hold it longer.', 'Kéo dài hơn.'],
  rhotic: ['Curl or bunch the tongue, as for "r".', 'Cong hoặc co lưỡi lại như khi đọc r.'],
  syllabic: ['It makes a syllable of its own.', 'Âm này tự làm thành một âm tiết.'],
  unreleased: ['Do not let the air out at the end.', 'Giữ nguyên, không bật hơi ra ở cuối.'],
  glottalised: ['Close the vocal folds tightly at the end.', 'Khép chặt dây thanh ở cuối.'],
  preglottalised: ['Begin with the vocal folds closed.', 'Bắt đầu với dây thanh khép chặt.'],
  preaspirated: ['Begin with a puff of breath.', 'Bắt đầu bằng một luồng hơi.'],
  whistled: ['Let it whistle.', 'Để phát ra tiếng huýt.'],
  'labial-spreading': ['Spread the lips.', 'Kéo bẹt môi ra.'],
  denasalised: ['Let no air out through the nose.', 'Không cho hơi thoát ra mũi.'],
  'nasal-escape': ['Let air escape through the nose.', 'Để hơi thoát ra qua mũi.'],
  'nareal-friction': ['Let the air hiss in the nose.', 'Để hơi xát trong mũi.'],
  ingressive: ['Breathe in as you say it.', 'Hít hơi vào khi đọc.'],
  reiterated: ['Say it again and again.', 'Lặp lại nhiều lần.'],
  'median-friction': ['Let the air past the middle of the tongue too.', 'Cho hơi thoát cả qua giữa lưỡi.'],
  sublaminal: ['Use the underside of the tongue.', 'Dùng mặt dưới của lưỡi.'],
  interdental: ['Put the tongue between the teeth.', 'Đặt lưỡi giữa hai hàm răng.'],
  prestopped: ['Begin with a short stop at the same place.', 'Bắt đầu bằng một chỗ tắc ngắn ở cùng vị trí.'],
  tense: ['Tighten the throat and mouth; no puff of air.', 'Căng cơ họng và miệng, không bật hơi.'],
  'lateral-release': ['Let go over the sides of the tongue.', 'Bật hơi ra hai bên lưỡi.'],
  'nasal-release': ['Let go through the nose.', 'Bật hơi ra mũi.'],
  'trilled-release': ['Let go into a trill.', 'Bật ra kèm theo tiếng rung.'],
  'vowel-breathy': ['Let breath mix with the voice.', 'Để hơi thở lẫn vào giọng.'],
  'vowel-creaky': ['Let the voice creak.', 'Để giọng kẹt lại, nghe như cọt kẹt.'],
  'vowel-voiceless': ['Whisper it: no voice.', 'Nói thầm, dây thanh không rung.'],
};

export const phrases = {
  voiceless: ['No voice.', 'Dây thanh không rung.'],
  voiced: ['Use your voice.', 'Dây thanh rung.'],
  breathy: ['Let breath mix with the voice.', 'Để hơi thở lẫn vào giọng.'],
  creaky: ['Let the voice creak.', 'Để giọng kẹt lại, nghe như cọt kẹt.'],
  aspirated: ['A puff of breath follows, without voice.', 'Kèm theo một luồng hơi mạnh, dây thanh không rung.'],
  breathyRelease: ['Use your voice, with a breathy puff after it.', 'Dây thanh rung, kèm theo một luồng hơi thở.'],
  atOnce: [' and at the same time ', ', đồng thời '],
  glottalStop: [
    'Close the vocal folds to stop the air for a moment, then let go, as in "uh-oh".',
    'Khép dây thanh để chặn hơi một thoáng rồi mở ra, như lúc nín hơi.',
  ],
  glottalBreath: ['Let the breath flow out through the open throat.', 'Để hơi thở thoát ra qua cổ họng mở.'],
  roundVelar: [
    'Round the lips and raise the back of the tongue towards the soft palate',
    'Tròn môi và nâng phần sau của lưỡi về phía ngạc mềm',
  ],
  roundPalatal: [
    'Round the lips and raise the middle of the tongue towards the hard palate',
    'Tròn môi và nâng mặt lưỡi về phía ngạc cứng',
  ],
  holdAt: ['{0}, {1} and {2}.', '{0}, {1}, {2}.'],
  glideTo: ['Then glide {0}.', 'Sau đó lướt {0}.'],
  thenOn: [', then ', ', rồi '],
  hiss: [' and let the air hiss through the narrow gap.', ', cho hơi xuýt qua khe hẹp.'],
  level: ['Keep the voice level, {0}.', 'Giữ giọng ngang, {0}.'],
  rising: ['Start {0} and let the voice rise.', 'Bắt đầu {0} rồi lên giọng.'],
  falling: ['Start {0} and let the voice fall.', 'Bắt đầu {0} rồi xuống giọng.'],
  dipping: ['Start {0}, let the voice fall, then rise.', 'Bắt đầu {0}, xuống giọng rồi lại lên.'],
  peaking: ['Start {0}, let the voice rise, then fall.', 'Bắt đầu {0}, lên giọng rồi lại xuống.'],
  complex: ['Start {0} and let the voice move up and down.', 'Bắt đầu {0}, rồi lên xuống giọng nhiều lần.'],
  toneBreak: ['In the middle, close the throat for a moment.', 'Ở giữa, nghẹn giọng một thoáng.'],
  toneClose: ['End with the throat closing tightly.', 'Cuối âm thì nghẹn giọng lại.'],
  clickNasal: ['Let the air out through the nose meanwhile.', 'Trong lúc đó cho hơi ra mũi.'],
  clickRasp: ['Follow it with a rasp at the back of the mouth.', 'Tiếp theo là tiếng xát ở cuối miệng.'],
  clickGlottal: ['Close the vocal folds as you do it.', 'Đồng thời khép dây thanh.'],
} satisfies Record<string, Pair>;

/** Heights of the voice from the lowest. */
export const toneHeights: readonly Pair[] = [
  ['at the bottom of your voice', 'ở mức thấp nhất của giọng'],
  ['low', 'ở mức thấp'],
  ['at the middle of your voice', 'ở mức giữa của giọng'],
  ['high', 'ở mức cao'],
  ['at the top of your voice', 'ở mức cao nhất của giọng'],
];
