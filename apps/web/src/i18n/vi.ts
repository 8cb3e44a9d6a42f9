// The words of the shell: the way around, states and notices, in Vietnamese.
import type { en } from './en.ts';
import type { Translation } from './messages.ts';

export const vi = {
  'app.name': 'Phonochart',
  'app.title': '{screen} · Phonochart',
  'app.skip': 'Chuyển đến nội dung',
  'nav.main': 'Chính',
  'nav.languages': 'Ngôn ngữ',
  'nav.chart': 'Bảng âm',
  'nav.starred': 'Đã lưu',
  'nav.downloads': 'Tải về',
  'nav.settings': 'Cài đặt',
  'nav.back': 'Quay lại',
  'action.close': 'Đóng',
  'action.tryAgain': 'Thử lại',
  'state.syncing': 'Đang lấy các bảng mới nhất…',
  'state.syncingOf': 'Đang lấy các bảng mới nhất… {done}/{total}',
  'state.current': 'Các bảng đã được cập nhật.',
  'state.offline': 'Bạn đang ngoại tuyến. Những gì có trên máy vẫn dùng được.',
  'state.offlineEmpty': 'Bạn đang ngoại tuyến và trên máy chưa có bảng nào.',
  'state.error': 'Máy chủ trả lời không đúng. Ứng dụng sẽ tự thử lại.',
  'state.errorEmpty': 'Không lấy được các bảng.',
  'state.protocol': 'Phiên bản này quá cũ so với máy chủ. Hãy khởi động lại để cập nhật.',
  'state.unexpected': 'Chưa được. Không có gì bị mất.',
  'update.restart': 'Khởi động lại',
} as const satisfies Translation<typeof en>;
