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
level|level|bằng
rising|rising|lên
falling|falling|xuống
dipping|dipping|xuống rồi lên
peaking|rising-falling|lên rồi xuống
complex|rising and falling|lên xuống nhiều lần
extra-high|extra-high|rất cao
high|high|cao
low|low|thấp
extra-low|extra-low|rất thấp
glottalised|glottalised|thanh hầu hoá
modal|modal|giọng thường
falsetto|falsetto|giọng the thé
checked|checked|âm tiết khép
long|long|dài
half-long|half-long|nửa dài
overlong|overlong|rất dài
extra-short|extra-short|rất ngắn
short|short|ngắn
nasalised|nasalised|mũi hoá
prenasalised|prenasalised|tiền mũi
palatalised|palatalised|ngạc hoá
labialised|labialised|môi hoá
labio-palatalised|labio-palatalised|môi-ngạc hoá
velarised|velarised|ngạc mềm hoá
pharyngealised|pharyngealised|yết hầu hoá
velarised-or-pharyngealised|velarised or pharyngealised|ngạc mềm hoá hoặc yết hầu hoá
uvularised|uvularised|lưỡi con hoá
epilaryngeal|epilaryngeal|thắt thanh quản
apical|apical|đầu lưỡi
laminal|laminal|mặt lưỡi trước
advanced|advanced|dịch ra trước
retracted|retracted|lùi về sau
raised|raised|nâng cao
lowered|lowered|hạ thấp
centralised|centralised|giữa hoá
mid-centralised|mid-centralised|vừa-giữa hoá
more-rounded|more rounded|tròn môi hơn
less-rounded|less rounded|ít tròn môi hơn
advanced-tongue-root|advanced-tongue-root|gốc lưỡi đưa ra trước
retracted-tongue-root|retracted-tongue-root|gốc lưỡi lùi về sau
rhotic|rhotic|quặt lưỡi hoá
syllabic|syllabic|làm đỉnh âm tiết
non-syllabic|non-syllabic|không làm đỉnh âm tiết
devoiced|devoiced|vô thanh hoá
with-voicing|with voicing|hữu thanh hoá
weak|weak|yếu
whistled|whistled|huýt
labial-spreading|spread-lipped|bẹt môi
denasalised|denasalised|mất tính mũi
nasal-escape|with nasal escape|thoát hơi qua mũi
frictionalised|frictionalised|xát hoá
non-sibilant|non-sibilant|không xuýt
sibilant|sibilant|xuýt
ingressive|ingressive|hít vào
egressive|egressive|thở ra
reiterated|reiterated|lặp lại
sliding|sliding|trượt
interdental|interdental|giữa hai hàm răng
sublaminal|sublaminal|mặt dưới lưỡi
trilled|trilled|rung kèm
partially|partially|một phần
initially|initially|phần đầu
finally|finally|phần cuối
unaspirated|unaspirated|không bật hơi
prevoiced|prevoiced|hữu thanh từ trước
postvoiced|postvoiced|hữu thanh kéo sau
median-friction|with median friction|kèm xát giữa
nareal-friction|with nasal friction|kèm xát ở mũi
velopharyngeal-friction|with velopharyngeal friction|kèm xát ngạc mềm-họng
extended-voicelessness|with extended voicelessness|kéo dài vô thanh
creaky-offglide|with a creaky offglide|kèm giọng kẹt ở cuối
dental-mark|with a dental mark|kèm dấu răng
alveolar-mark|with an alveolar mark|kèm dấu lợi
linguolabial-mark|with a linguolabial mark|kèm dấu lưỡi-môi
dentolabial-mark|with a dentolabial mark|kèm dấu răng-môi
voiceless-letter|on a voiceless letter|trên chữ vô thanh
voiced-letter|on a voiced letter|trên chữ hữu thanh
offset-left|with the gesture offset (left arrowhead)|lệch sang một bên (mũi tên trái)
offset-right|with the gesture offset (right arrowhead)|lệch sang một bên (mũi tên phải)
sublaminal-percussive-release|with a sublaminal percussive release|bật ra kèm gõ bằng mặt dưới lưỡi
labiodentalised|labiodentalised|môi-răng hoá
retroflexed|retroflexed|quặt lưỡi thêm
breathy-preaspirated|breathy preaspirated|tiền bật hơi giọng thở
voiced-fricative-release|with voiced fricative release|bật ra kèm xát hữu thanh
postalveolar-fricative-release|with postalveolar fricative release|bật ra kèm xát sau lợi
voiced-labiodental-release|with voiced labiodental release|bật ra kèm xát môi-răng hữu thanh
close-vowel-release|with a short close vowel release|bật ra kèm nguyên âm khép ngắn
compressed|compressed|chụm môi
preaspirated|preaspirated|tiền bật hơi
preglottalised|preglottalised|tiền thanh hầu hoá
prelabialised|prelabialised|tiền môi hoá
prepalatalised|prepalatalised|tiền ngạc hoá
prestopped|prestopped|tiền tắc
prestopped-voiceless|voicelessly prestopped|tiền tắc vô thanh
presibilant|presibilant|tiền xuýt
prerhotic|prerhotic|tiền rung
unresolved|of unresolved place|chưa rõ vị trí
unreleased|with no audible release|không bật ra
lateral-release|with lateral release|bật ra qua hai bên
nasal-release|with nasal release|bật ra qua mũi
trilled-release|with trilled release|bật ra kèm rung
tapped-release|with tapped release|bật ra kèm vỗ
dental-fricative-release|with dental fricative release|bật ra kèm xát răng
fricative-release|with fricative release|bật ra kèm xát
velar-fricative-release|with velar fricative release|bật ra kèm xát ngạc mềm
uvular-fricative-release|with uvular fricative release|bật ra kèm xát lưỡi con
labiodental-release|with labiodental release|bật ra kèm xát môi-răng
rhotic-release|with rhotic release|bật ra kèm âm r
vowel-release|with a short vowel release|bật ra kèm nguyên âm ngắn
palatal-hook|palatalised|ngạc hoá
primary-stress|primary stress|trọng âm chính
extra-stress|extra-strong stress|trọng âm rất mạnh
secondary-stress|secondary stress|trọng âm phụ
minor-group|minor (foot) group|nhóm nhỏ (nhịp)
major-group|major (intonation) group|nhóm lớn (ngữ điệu)
syllable-break|syllable break|ngắt âm tiết
linking|linking (no break)|nối liền (không ngắt)
downstep|downstep|hạ bậc
upstep|upstep|nâng bậc
global-rise|global rise|lên giọng toàn phần
global-fall|global fall|xuống giọng toàn phần
short-pause|short pause|nghỉ ngắn
medium-pause|medium pause|nghỉ vừa
long-pause|long pause|nghỉ dài
tie-bar|tie bar|dấu nối
diacritic|diacritic|dấu phụ
diacritics|diacritics|dấu phụ
suprasegmentals|suprasegmentals|ký hiệu siêu đoạn
affricated|affricated|tắc-xát hoá`;
