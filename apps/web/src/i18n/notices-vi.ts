// The words of the notices that come after the first chart, in Vietnamese.
import type { Translation } from './messages.ts';
import type { noticesEn } from './notices-en.ts';

export const noticesVi = {
  'pack.evicted': { other: 'Trình duyệt đã xóa {n} gói tải về để lấy chỗ trống.' },
  'pack.again': 'Tải lại',
  'state.rebuilt': 'Các bảng trên máy bị hỏng và đã được tải lại. Những âm bạn đã lưu vẫn còn.',
  'state.inMemory': 'Thiết bị không cho lưu bảng. Ứng dụng chạy khi có mạng và không nhớ gì sau khi đóng.',
  'state.unkept': 'Thiết bị chưa giữ được thay đổi vừa rồi của bạn: có thể đã hết chỗ. Hãy giải phóng chỗ rồi đổi lại.',
  'update.ready': 'Đã có phiên bản mới.',
  'update.later': 'Để sau',
  'install.offer': 'Cài Phonochart để dùng ngoại tuyến.',
  'install.ios': 'Chạm Chia sẻ, rồi chọn Thêm vào Màn hình chính.',
  'install.install': 'Cài đặt',
  'install.later': 'Để sau',
  'pack.offline': 'Bạn đang ngoại tuyến. Việc tải sẽ tự tiếp tục khi có mạng.',
} as const satisfies Translation<typeof noticesEn>;
