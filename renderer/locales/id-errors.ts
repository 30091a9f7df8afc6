/**
 * What each failure means to the officer: what happened, that nothing is lost, and the next thing to do. Keys are the
 * codes of the closed error lists; a test compares them.
 */
export const idErrors = {
  DEVICE_ABSENT: {
    title: 'Alat sidik jari belum terpasang',
    what: 'Alat tidak ditemukan. Yang sudah direkam tetap tersimpan.',
    next: 'Pasang kabel USB alat, tunggu sampai lampunya menyala, lalu coba lagi.',
  },
  DEVICE_BUSY: {
    title: 'Alat sedang dipakai program lain',
    what: 'Kit tidak dapat membuka alat. Yang sudah direkam tetap tersimpan.',
    next: 'Tutup program lain yang memakai alat ini, lalu coba lagi.',
  },
  DEVICE_PERMISSION: {
    title: 'Alat belum diizinkan di komputer ini',
    what: 'Komputer menolak membuka alat. Yang sudah direkam tetap tersimpan.',
    next: 'Minta teknisi memberi izin alat, lalu coba lagi.',
  },
  DEVICE_SILENT: {
    title: 'Alat tidak menjawab',
    what: 'Alat terpasang, tetapi diam. Yang sudah direkam tetap tersimpan.',
    next: 'Cabut kabel alat, pasang kembali, lalu coba lagi.',
  },
  DEVICE_GARBAGE: {
    title: 'Jawaban alat tidak terbaca',
    what: 'Gambar tidak dipakai karena datanya rusak di kabel. Yang sudah direkam tetap tersimpan.',
    next: 'Periksa kabel alat, ganti lubang USB bila perlu, lalu coba lagi.',
  },
  DEVICE_UNPLUGGED: {
    title: 'Kabel alat terlepas',
    what: 'Alat terputus sebelum gambar selesai. Yang sudah direkam tetap tersimpan.',
    next: 'Pasang kembali kabel alat, lalu coba lagi.',
  },
  DEVICE_REFUSED: {
    title: 'Alat menolak perintah',
    what: 'Alat menjawab, tetapi tidak mau mengambil gambar. Yang sudah direkam tetap tersimpan.',
    next: 'Cabut dan pasang kembali alat. Bila masih menolak, panggil teknisi.',
  },
  DEVICE_HOST_DOWN: {
    title: 'Penghubung alat sedang dinyalakan ulang',
    what: 'Sambungan ke semua alat terputus sebentar. Yang sudah direkam tetap tersimpan.',
    next: 'Tunggu beberapa detik, lalu coba lagi.',
  },
  CAPTURE_NO_FINGER: {
    title: 'Jari belum terasa di alat',
    what: 'Waktu tunggu habis sebelum ada jari. Tidak ada yang berubah.',
    next: 'Letakkan jari lebih dulu, lalu mulai lagi.',
  },
  CAPTURE_MESSY: {
    title: 'Gambar kurang jelas',
    what: 'Garis jari belum terbaca. Gambar ini tidak disimpan, yang lain tetap aman.',
    next: 'Bersihkan kaca alat dan keringkan jari, lalu coba sekali lagi.',
  },
  CAPTURE_INCOMPLETE: {
    title: 'Gambar belum lengkap',
    what: 'Sebagian gambar tidak sampai. Gambar ini tidak disimpan, yang lain tetap aman.',
    next: 'Periksa kabel alat, lalu coba sekali lagi.',
  },
  CAPTURE_EMPTY: {
    title: 'Tidak ada sidik jari di gambar',
    what: 'Alat melapor berhasil, tetapi gambarnya kosong. Gambar ini tidak disimpan.',
    next: 'Tekan jari sedikit lebih kuat di tengah kaca, lalu coba lagi.',
  },
  CAPTURE_REPEATED: {
    title: 'Gambar ini sama dengan jari sebelumnya',
    what: 'Mungkin jarinya belum diganti. Gambar ini tidak disimpan, yang lain tetap aman.',
    next: 'Angkat jari, letakkan jari yang diminta, lalu coba sekali lagi.',
  },
  CAPTURE_CANCELLED: {
    title: 'Pengambilan dibatalkan',
    what: 'Tidak ada yang berubah.',
    next: 'Mulai lagi bila penduduk sudah siap.',
  },
  SBI_RESPONSE: {
    title: 'Layanan alat menjawab keliru',
    what: 'Jawabannya tidak sesuai aturan, jadi gambar tidak dipakai. Yang sudah direkam tetap tersimpan.',
    next: 'Coba lagi. Bila terulang, nyalakan ulang layanan alat atau panggil teknisi.',
  },
  SBI_DEVICE_ERROR: {
    title: 'Alat melaporkan gangguan',
    what: 'Alat tidak dapat mengambil gambar. Yang sudah direkam tetap tersimpan.',
    next: 'Coba lagi. Bila terulang, panggil teknisi dan sebutkan kode di bawah.',
  },
  SBI_NOT_READY: {
    title: 'Alat belum siap',
    what: 'Layanan alat berjalan, tetapi alatnya belum siap atau belum terdaftar. Yang sudah direkam tetap tersimpan.',
    next: 'Periksa kabel dan lampu alat, tunggu sebentar, lalu coba lagi.',
  },
  SBI_TIMEOUT: {
    title: 'Waktu pengambilan habis',
    what: 'Alat belum melihat jari, mata, atau wajah. Tidak ada yang berubah.',
    next: 'Siapkan penduduk di depan alat, lalu mulai lagi.',
  },
  SBI_SIGNATURE: {
    title: 'Tanda tangan alat tidak sah',
    what: 'Gambar tidak terbukti berasal dari alat, jadi tidak disimpan. Yang lain tetap aman.',
    next: 'Coba lagi. Bila terulang, jangan pakai alat ini dan hubungi teknisi.',
  },
  SBI_CERTIFICATE: {
    title: 'Alat ini belum dipercaya',
    what: 'Sertifikat alat tidak dikenal atau tidak berlaku, jadi gambar tidak disimpan. Yang lain tetap aman.',
    next: 'Periksa tanggal komputer, lalu minta teknisi memeriksa sertifikat alat.',
  },
  SBI_TRANSACTION: {
    title: 'Gambar milik permintaan lain',
    what: 'Alat mengirim hasil yang bukan untuk pengambilan ini. Gambar ini tidak disimpan.',
    next: 'Ulangi pengambilan. Bila terulang, nyalakan ulang layanan alat.',
  },
  SBI_VERSION: {
    title: 'Versi layanan alat tidak cocok',
    what: 'Layanan alat memakai versi lain, jadi gambar tidak dipakai. Yang sudah direkam tetap tersimpan.',
    next: 'Minta teknisi memasang layanan alat versi yang sesuai.',
  },
  SBI_PURPOSE: {
    title: 'Alat disetel untuk keperluan lain',
    what: 'Hasilnya bukan untuk perekaman, jadi tidak disimpan. Yang lain tetap aman.',
    next: 'Minta teknisi menyetel layanan alat untuk perekaman.',
  },
  SBI_SELECTION: {
    title: 'Hasil tidak sesuai yang diminta',
    what: 'Jari atau mata yang dikirim alat berbeda dari yang diminta. Gambar ini tidak disimpan.',
    next: 'Periksa tangan atau mata yang diminta, lalu ulangi.',
  },
  SBI_IDENTITY: {
    title: 'Hasil datang dari alat lain',
    what: 'Yang menandatangani gambar bukan alat yang dibuka. Gambar ini tidak disimpan.',
    next: 'Pastikan hanya satu alat sejenis terpasang, lalu coba lagi.',
  },
  SBI_HASH_CHAIN: {
    title: 'Urutan gambar tidak utuh',
    what: 'Rangkaian pengaman antar gambar terputus, jadi tidak ada yang disimpan dari pengambilan ini.',
    next: 'Ulangi pengambilan. Bila terulang, hubungi teknisi.',
  },
  POSITION_NO_FIX: {
    title: 'Lokasi belum ditemukan',
    what: 'Alat lokasi bekerja, tetapi satelit belum cukup terlihat. Yang sudah direkam tetap tersimpan.',
    next: 'Dekatkan alat ke jendela atau ke luar ruangan, lalu coba lagi.',
  },
  BARCODE_NONE: {
    title: 'Belum ada kode yang terbaca',
    what: 'Waktu tunggu habis sebelum ada kode. Tidak ada yang berubah.',
    next: 'Arahkan alat ke kode sampai berbunyi, atau ketik isinya.',
  },
  PRINTER_PAPER_OUT: {
    title: 'Kertas pencetak habis',
    what: 'Bukti belum tercetak utuh. Yang sudah direkam tetap tersimpan.',
    next: 'Pasang gulungan kertas baru, lalu cetak lagi.',
  },
  PRINTER_COVER_OPEN: {
    title: 'Tutup pencetak terbuka',
    what: 'Bukti belum tercetak utuh. Yang sudah direkam tetap tersimpan.',
    next: 'Tutup pencetak sampai berbunyi klik, lalu cetak lagi.',
  },
  PRINTER_OFFLINE: {
    title: 'Pencetak belum siap',
    what: 'Pencetak menjawab, tetapi tidak mencetak. Yang sudah direkam tetap tersimpan.',
    next: 'Matikan pencetak, nyalakan kembali, lalu cetak lagi.',
  },
  SPOOL_DISK_FULL: {
    title: 'Penyimpanan kit penuh',
    what: 'Rekaman belum disimpan sebagai berkas. Semua langkahnya tetap ada di kit ini.',
    next: 'Kosongkan penyimpanan atau kirim berkas lama dahulu, lalu simpan lagi.',
  },
  SPOOL_UNWRITABLE: {
    title: 'Penyimpanan kit tidak dapat ditulisi',
    what: 'Rekaman belum disimpan sebagai berkas. Semua langkahnya tetap ada di kit ini.',
    next: 'Coba simpan lagi. Bila tetap gagal, panggil teknisi sebelum melayani orang berikutnya.',
  },
  SPOOL_SEQUENCE_TAKEN: {
    title: 'Nomor berkas sudah terpakai',
    what: 'Rekaman belum disimpan sebagai berkas. Semua langkahnya tetap ada di kit ini.',
    next: 'Kunci kit, masuk kembali, lalu simpan lagi. Bila terulang, hubungi teknisi.',
  },
  SPOOL_PACKET_DAMAGED: {
    title: 'Berkas di penyimpanan rusak',
    what: 'Isi berkas tidak sama dengan saat disimpan. Berkas ditahan dan tidak dikirim.',
    next: 'Catat nomornya dan hubungi teknisi. Jangan hapus apa pun.',
  },
  MANIFEST_REFUSED: {
    title: 'Berkas tidak ditandatangani kit',
    what: 'Daftar isi berkas bukan milik kit ini. Semua langkah rekaman tetap tersimpan.',
    next: 'Hubungi teknisi dan sebutkan kode di bawah.',
  },
  KIOSK_NOT_ACTIVATED: {
    title: 'Kit belum diaktifkan',
    what: 'Kit belum dikenal pusat, jadi belum dapat merekam.',
    next: 'Masukkan kode aktivasi dari dinas.',
  },
  ACTIVATION_REFUSED: {
    title: 'Kode aktivasi belum cocok',
    what: 'Pusat tidak mengenal kode ini, atau kode sudah terpakai.',
    next: 'Periksa kembali kodenya, atau minta kode baru ke dinas.',
  },
  CENTRE_UNREACHABLE: {
    title: 'Pusat belum terjangkau',
    what: 'Jaringan belum ada. Perekaman dapat terus berjalan dan semua berkas aman di kit.',
    next: 'Lanjutkan bekerja. Kit mencoba lagi sendiri begitu ada jaringan.',
  },
  CENTRE_NOT_TRUSTED: {
    title: 'Yang menjawab bukan pusat',
    what: 'Sertifikatnya berbeda, jadi tidak ada yang dikirim. Semua berkas aman di kit.',
    next: 'Ganti jaringan. Bila terulang, hubungi dinas.',
  },
  CENTRE_FAILED: {
    title: 'Pusat sedang terganggu',
    what: 'Pusat menjawab, tetapi belum dapat menerima. Semua berkas aman di kit.',
    next: 'Lanjutkan bekerja. Kit mencoba lagi sendiri.',
  },
  CENTRE_NOT_SIAK: {
    title: 'Jaringan minta masuk lebih dulu',
    what: 'Jawaban datang dari halaman jaringan, bukan dari pusat. Semua berkas aman di kit.',
    next: 'Masuk ke jaringan itu lewat peramban, atau ganti jaringan.',
  },
  CENTRE_REFUSED: {
    title: 'Pusat menolak permintaan kit',
    what: 'Permintaan tidak diterima dan tidak diulang sendiri. Semua berkas aman di kit.',
    next: 'Hubungi dinas dan sebutkan kode di bawah.',
  },
  UPLOAD_DAMAGED: {
    title: 'Berkas rusak di jalan',
    what: 'Yang sampai di pusat tidak utuh. Berkas asli aman di kit.',
    next: 'Tidak perlu apa-apa. Kit mengirimnya lagi dari awal.',
  },
  UPLOAD_CANCELLED: {
    title: 'Pengiriman dihentikan',
    what: 'Yang sudah sampai tetap di pusat, berkas asli aman di kit.',
    next: 'Lanjutkan pengiriman kapan saja.',
  },
  RECEIPT_FORGED: {
    title: 'Tanda terima tidak sah',
    what: 'Tanda tangan pusat tidak cocok. Tidak ada yang dihapus, semua berkas aman di kit.',
    next: 'Ganti jaringan, lalu kirim lagi. Bila terulang, hubungi dinas.',
  },
  PIN_WRONG: {
    title: 'PIN belum cocok',
    what: 'Tidak ada yang berubah.',
    next: 'Ketik PIN sekali lagi dengan pelan.',
  },
  VAULT_DAMAGED: {
    title: 'Sebagian data tidak terbuka',
    what: 'Data tersimpan tidak cocok dengan kuncinya. Berkas yang sudah disimpan tetap aman.',
    next: 'Hubungi teknisi sebelum merekam lagi. Jangan hapus apa pun.',
  },
  VAULT_NOT_SHARED: {
    title: 'Petugas ini belum terdaftar di kit',
    what: 'Kit sudah dipakai petugas lain dan belum dibagi kepada Anda. Tidak ada yang berubah.',
    next: 'Minta petugas yang sudah pernah masuk untuk bertugas, atau hubungi dinas.',
  },
  VAULT_LOCKED: {
    title: 'Kit sudah dikunci',
    what: 'Pekerjaan terakhir berhenti karena kit dikunci. Yang sudah tersimpan tetap ada.',
    next: 'Masuk kembali, lalu lanjutkan dari langkah terakhir.',
  },
  STORAGE_FAILED: {
    title: 'Penyimpanan kit tidak bekerja',
    what: 'Langkah terakhir belum tersimpan. Berkas yang sudah disimpan tetap aman.',
    next: 'Coba lagi. Bila tetap gagal, tutup kit, buka kembali, lalu lanjutkan.',
  },
  STORAGE_FULL: {
    title: 'Penyimpanan kit penuh',
    what: 'Langkah terakhir belum tersimpan. Langkah sebelumnya tetap ada.',
    next: 'Kosongkan penyimpanan atau kirim berkas lama, lalu coba lagi.',
  },
  ROSTER_UNREADABLE: {
    title: 'Daftar penduduk tidak terbaca',
    what: 'Kiriman dari pusat tidak dapat dibuka. Daftar yang lama tetap dipakai.',
    next: 'Perbarui daftar sekali lagi. Bila terulang, hubungi dinas.',
  },
  RECORD_INCOMPLETE: {
    title: 'Masih ada langkah yang kurang',
    what: 'Rekaman belum disimpan. Yang sudah ada tetap tersimpan.',
    next: 'Lengkapi langkah yang ditandai, lalu simpan.',
  },
  RECORD_SEALED: {
    title: 'Rekaman ini sudah disimpan',
    what: 'Berkasnya sudah ada dan tidak dibuat dua kali.',
    next: 'Lihat di Pengiriman, atau layani orang berikutnya.',
  },
  SEALING_FAILED: {
    title: 'Berkas belum dapat dibuat',
    what: 'Rekaman belum disimpan sebagai berkas. Semua langkahnya tetap ada di kit ini.',
    next: 'Simpan sekali lagi. Bila terulang, hubungi teknisi dan sebutkan kode di bawah.',
  },
  RECORD_EXISTS: {
    title: 'Orang ini sudah direkam di kit ini',
    what: 'Rekaman sebelumnya sudah tersimpan. Belum ada rekaman baru yang dibuat.',
    next: 'Rekam lagi hanya bila pusat atau dinas memintanya.',
  },
  CAMERA_ABSENT: {
    title: 'Kamera belum terpasang',
    what: 'Kamera tidak ditemukan. Yang sudah direkam tetap tersimpan.',
    next: 'Pasang kabel kamera, lalu coba lagi.',
  },
  CAMERA_REFUSED: {
    title: 'Kamera belum diizinkan',
    what: 'Komputer menolak membuka kamera. Yang sudah direkam tetap tersimpan.',
    next: 'Izinkan kamera untuk Jemput di pengaturan komputer, lalu coba lagi.',
  },
  CAMERA_FAILED: {
    title: 'Kamera tidak memberi gambar',
    what: 'Kamera dipakai program lain atau terputus. Yang sudah direkam tetap tersimpan.',
    next: 'Tutup program lain, cabut dan pasang kembali kamera, lalu coba lagi.',
  },
  PACKET_ADOPTED: {
    title: 'Berkas lama ditemukan kembali',
    what: 'Berkas ada di penyimpanan tetapi belum tercatat. Sekarang sudah masuk antrean kirim.',
    next: 'Tidak perlu apa-apa.',
  },
  SECOND_MEDIUM_MISSING: {
    title: 'Penyimpanan kedua tidak terpasang',
    what: 'Berkas sementara hanya ada di satu tempat. Perekaman tetap boleh dilanjutkan.',
    next: 'Pasang penyimpanan kedua. Kit menyalin sendiri yang belum ada di sana.',
  },
  PACKET_MISSING: {
    title: 'Berkas tidak ada di penyimpanan',
    what: 'Berkas tercatat, tetapi isinya tidak ditemukan dan pusat belum menerimanya.',
    next: 'Catat nomornya dan hubungi teknisi sebelum merekam lagi.',
  },
  RPC_INVALID: {
    title: 'Bagian kit salah paham',
    what: 'Permintaan tidak dijalankan. Yang sudah direkam tetap tersimpan.',
    next: 'Coba lagi. Bila terulang, hubungi teknisi dan sebutkan kode di bawah.',
  },
  RPC_CLOSED: {
    title: 'Bagian dalam kit terputus',
    what: 'Program latar berhenti. Yang sudah direkam tetap tersimpan.',
    next: 'Tutup kit, buka kembali, lalu lanjutkan dari langkah terakhir.',
  },
  RPC_INTERNAL: {
    title: 'Kit mengalami gangguan',
    what: 'Langkah terakhir tidak selesai. Yang sudah direkam tetap tersimpan.',
    next: 'Coba lagi. Bila terulang, hubungi teknisi dan sebutkan kode di bawah.',
  },
  SCREEN_FAILED: {
    title: 'Layar ini berhenti bekerja',
    what: 'Tidak ada yang hilang: setiap langkah yang selesai sudah tersimpan di kit ini.',
    next: 'Muat ulang, masuk kembali, lalu lanjutkan dari langkah terakhir.',
  },
};
