// The words of the screen for printing and taking a chart along, in Vietnamese.
import type { exportsEn } from './exports-en.ts';
import type { Translation } from './messages.ts';

export const exportsVi = {
  'exports.title': 'In và xuất',
  'exports.preview': 'Bảng âm {language} như khi in ra',
  'exports.drawing': 'Bảng âm',
  'exports.variants': 'Kèm biến thể',
  'exports.variantsHint': 'Thêm các biến thể của âm, trong ngoặc vuông.',
  'exports.print': 'In',
  'exports.svg': 'Lưu dạng SVG',
  'exports.drawingHint': 'Vừa một trang; dạng SVG dùng cho bài trình chiếu, tài liệu phát tay và trang web.',
  'exports.inventory': 'Danh sách âm',
  'exports.csv': 'Bảng tính (CSV)',
  'exports.csvHint': 'Mỗi âm một dòng, kèm ví dụ và biến thể. Phonochart đọc lại được tệp này.',
  'exports.cldf': 'Bộ dữ liệu (CLDF)',
  'exports.cldfHint': 'Các bảng theo khuôn dạng mà giới ngôn ngữ học trao đổi, nén ZIP.',
  'exports.cards': 'Thẻ để học',
  'exports.anki': 'Bộ thẻ Anki',
  'exports.ankiHint': '{notes} ghi chú: mỗi âm và mỗi từ một ghi chú. Nhập tệp này vào Anki.',
  'exports.ankiClips': { other: '{n} đoạn âm thanh, {size}' },
  'exports.making': 'Đang gom âm thanh: {done}/{total}',
  'exports.saved': 'Đã lưu thành {file}.',
  'exports.missing': { other: 'Đã lưu thành {file}. Có {n} đoạn âm thanh không tải được nên không có trong đó.' },
  'exports.failed': 'Không tạo được tệp. Nếu đang ngoại tuyến, hãy thử lại khi có mạng.',
  'exports.licence': 'Giấy phép: {licence}. Khi chia sẻ, hãy nêu nguồn; hình vẽ, bộ dữ liệu và bộ thẻ đều ghi nguồn.',
} as const satisfies Translation<typeof exportsEn>;
