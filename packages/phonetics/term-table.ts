// The words for the field's keys in English and Vietnamese, as one table: key, English, Vietnamese.

/**
 * English after the IPA chart (2020) and the Handbook of the IPA (1999); Vietnamese as phonetics textbooks in Vietnam
 * have it (tắc, xát, bật hơi, quặt lưỡi, giọng thở), with the chart's terms put into words where they have none.
 */
export const termTable = `
bilabial|bilabial|đôi môi
labiodental|labiodental|môi-răng
dentolabial|dentolabial|răng-môi
labioalveolar|labioalveolar|môi-lợi
linguolabial|linguolabial|lưỡi-môi
bidental|bidental|hai hàm răng
dental|dental|răng
alveolar|alveolar|lợi
postalveolar|postalveolar|sau lợi
retroflex|retroflex|quặt lưỡi
alveolo-palatal|alveolo-palatal|lợi-ngạc
palatal|palatal|ngạc cứng
velar|velar|ngạc mềm
velodorsal|velodorsal|ngạc mềm chạm lưỡi
velopharyngeal|velopharyngeal|ngạc mềm-họng
upper-pharyngeal|upper pharyngeal|yết hầu trên
uvular|uvular|lưỡi con
pharyngeal|pharyngeal|yết hầu
epiglottal|epiglottal|nắp họng
glottal|glottal|thanh hầu
bilabial+velar|labial-velar|môi-ngạc mềm
bilabial+palatal|labial-palatal|môi-ngạc cứng
plosive|plosive|tắc
implosive|implosive|hút vào
ejective|ejective|tống ra
affricate|affricate|tắc-xát
ejective-affricate|ejective affricate|tắc-xát tống ra
lateral-affricate|lateral affricate|tắc-xát bên
nasal|nasal|mũi
trill|trill|rung
tap|tap or flap|vỗ
lateral-tap|lateral tap or flap|vỗ bên
fricative|fricative|xát
ejective-fricative|ejective fricative|xát tống ra
lateral-fricative|lateral fricative|xát bên
approximant|approximant|tiếp cận
lateral-approximant|lateral approximant|tiếp cận bên
percussive|percussive|gõ
co-articulated|two places at once|hai vị trí cùng lúc
voiceless|voiceless|vô thanh
voiced|voiced|hữu thanh
aspirated|aspirated|bật hơi
tense|tense|căng
breathy|breathy-voiced|giọng thở
creaky|creaky-voiced|giọng kẹt
plain|plain|thường
lateral|lateral|bên
close|close|khép
near-close|near-close|gần khép
close-mid|close-mid|nửa khép
mid|mid|vừa
open-mid|open-mid|nửa mở
near-open|near-open|gần mở
open|open|mở
front|front|trước
near-front|near-front|gần trước
central|central|giữa
near-back|near-back|gần sau
back|back|sau
rounded|rounded|tròn môi
unrounded|unrounded|không tròn môi
consonant|consonant|phụ âm
vowel|vowel|nguyên âm
diphthong|diphthong|nguyên âm đôi
triphthong|triphthong|nguyên âm ba
tone|tone|thanh điệu
archiphoneme|archiphoneme|siêu âm vị
click|click|âm chắt (click)
other|other|khác
sequence|sequence of sounds|chuỗi âm
consonants|consonants|phụ âm
vowels|vowels|nguyên âm
affricates|affricates|âm tắc-xát
clicks|clicks|âm chắt (click)
diphthongs|diphthongs|nguyên âm đôi
tones|tones|thanh điệu
core|core|cơ bản
loan|in loanwords|trong từ mượn
regional|regional|phương ngữ
disappearing|disappearing|đang mất dần
marginal|marginal|hiếm gặp
unknown|unknown|không rõ
contour|contour|đường nét
sounds|sounds|các âm
why-archiphoneme|stands for several sounds, so it has no one place|đại diện cho nhiều âm nên không có một vị trí riêng
why-sequence|a sequence of sounds, not one sound|một chuỗi âm, không phải một âm
why-unknown|not written in IPA|không viết bằng IPA
why-dropped|the sound is dropped|âm này bị lược bỏ
why-diacritic|changes a letter, and is no sound by itself|thay đổi một chữ, tự nó không phải một âm
why-suprasegmental|belongs to syllables and phrases, not to one sound|thuộc về âm tiết và ngữ đoạn, không phải một âm
why-kind|not a sound of its own|không phải một âm riêng
glottalised|glottalised|thanh hầu hoá
long|long|dài
short|short|ngắn
nasalised|nasalised|mũi hoá
palatalised|palatalised|ngạc hoá
labialised|labialised|môi hoá
labio-palatalised|labio-palatalised|môi-ngạc hoá
velarised|velarised|ngạc mềm hoá
pharyngealised|pharyngealised|yết hầu hoá
velarised-or-pharyngealised|velarised or pharyngealised|ngạc mềm hoá hoặc yết hầu hoá
uvularised|uvularised|lưỡi con hoá
epilaryngeal|epilaryngeal|thắt thanh quản
preglottalised|preglottalised|tiền thanh hầu hoá
diacritics|diacritics|dấu phụ
suprasegmentals|suprasegmentals|ký hiệu siêu đoạn
affricated|affricated|tắc-xát hoá`;
