// The words that only descriptions need, apart from those of charts so that an app may load them later: key, English, Vietnamese.

/** Tones, fine diacritics, releases, marks of disordered speech (extIPA 2015), suprasegmentals of the IPA chart (2020). */
export const descriptionTerms = `
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
modal|modal|giọng thường
falsetto|falsetto|giọng the thé
checked|checked|âm tiết khép
half-long|half-long|nửa dài
overlong|overlong|rất dài
extra-short|extra-short|rất ngắn
prenasalised|prenasalised|tiền mũi
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
weak|weak|yếu
non-sibilant|non-sibilant|không xuýt
sibilant|sibilant|xuýt
compressed|compressed|chụm môi
preaspirated|preaspirated|tiền bật hơi
prestopped|prestopped|tiền tắc
palatal-hook|palatalised|ngạc hoá
with-voicing|with voicing|hữu thanh hoá
whistled|whistled|huýt
labial-spreading|spread-lipped|bẹt môi
denasalised|denasalised|mất tính mũi
nasal-escape|with nasal escape|thoát hơi qua mũi
frictionalised|frictionalised|xát hoá
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
prelabialised|prelabialised|tiền môi hoá
prepalatalised|prepalatalised|tiền ngạc hoá
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
diacritic|diacritic|dấu phụ`;
