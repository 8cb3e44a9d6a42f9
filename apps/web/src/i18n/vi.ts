// The words of the shell, the Languages screen, settings, starred sounds, packs and states, in Vietnamese.
import type { en } from './en.ts';
import type { Translation } from './messages.ts';

export const vi = {
  'app.name': 'Phonochart',
  'app.skip': 'Chuyển đến nội dung',
  'nav.main': 'Chính',
  'nav.languages': 'Ngôn ngữ',
  'nav.chart': 'Bảng âm',
  'nav.starred': 'Đã lưu',
  'nav.settings': 'Cài đặt',
  'nav.back': 'Quay lại',
  'action.close': 'Đóng',
  'action.tryAgain': 'Thử lại',
} as const satisfies Translation<typeof en>;
