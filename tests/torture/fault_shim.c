/* Lets the n-th operation on files below a folder fail; loaded before the C library (faults.py). */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { ONCE = 0, FULL = 1, GONE = 2 }; /* one failure; no room from then on; all fails then */
enum { MOST = 65536 };

static char folder[4096];
static char watched[MOST]; /* 2: a customer file or its log */
static char unsynced[MOST];
static long count, at, left_unsynced;
static int mode, error, armed;

void fault_watch(const char *path) { strncpy(folder, path, sizeof folder - 1); }
void fault_arm(long number, int how, int what) {
  count = 0; at = number; mode = how; error = what; armed = 1;
  left_unsynced = 0;
  memset(unsynced, 0, sizeof unsynced);
}
long fault_disarm(void) { armed = 0; return count; }

/* How many customer files and logs hold what has not reached the disk since. */
long fault_unsynced(void) {
  long found = left_unsynced;
  for (int file = 0; file < MOST; file++) found += unsynced[file];
  return found;
}

static int here(int grows) {
  if (!armed || (mode == FULL && !grows)) return 0;
  count++;
  if (at && (count == at || (mode != ONCE && count > at))) { errno = error; return 1; }
  return 0;
}
static int ours(int at_folder, const char *path) {
  if (!folder[0] || !path) return 0;
  if (path[0] == '/') return !strncmp(path, folder, strlen(folder));
  return at_folder >= 0 && at_folder < MOST && watched[at_folder];
}
static int ends(const char *path, const char *ending) {
  size_t whole = strlen(path), part = strlen(ending);
  return whole >= part && !strcmp(path + whole - part, ending);
}
static void wrote(int file) { if (watched[file] == 2) unsynced[file] = 1; }
static int known(int file) { return file >= 0 && file < MOST && watched[file]; }
static int noted(int file, int is_ours) {
  if (file >= 0 && file < MOST) watched[file] = (char)is_ours;
  return file;
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int opened(int at_folder, const char *path, int flags, mode_t how) {
  REAL(int, "openat", int, const char *, int, ...);
  int is_ours = ours(at_folder, path), grows = 0;
  if (is_ours && armed && (flags & O_CREAT)) {
    int before = errno; struct stat found;
    grows = fstatat(at_folder, path, &found, 0) != 0;
    errno = before;
  }
  if (is_ours && here(grows)) return -1;
  if (is_ours && (ends(path, ".crm") || ends(path, ".crm-wal"))) is_ours = 2;
  return noted(real(at_folder, path, flags, how), is_ours);
}
#define HOW mode_t how = 0; if (flags & (O_CREAT | O_TMPFILE)) { \
  va_list more; va_start(more, flags); how = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { HOW return opened(AT_FDCWD, path, flags, how); }
int open64(const char *path, int flags, ...) { HOW return opened(AT_FDCWD, path, flags, how); }
int openat(int dir, const char *path, int flags, ...) { HOW return opened(dir, path, flags, how); }
int openat64(int dir, const char *path, int flags, ...) { HOW return opened(dir, path, flags, how); }

int close(int file) {
  REAL(int, "close", int);
  if (file >= 0 && file < MOST) {
    left_unsynced += unsynced[file];
    unsynced[file] = 0;
  }
  noted(file, 0);
  return real(file);
}

/* A disk that runs full takes the first half of the write that fills it. */
#define FILLS(size) (mode == FULL && count == at && (size) > 1)

ssize_t read(int file, void *to, size_t size) {
  REAL(ssize_t, "read", int, void *, size_t);
  return known(file) && here(0) ? -1 : real(file, to, size);
}
ssize_t pread(int file, void *to, size_t size, off_t from) {
  REAL(ssize_t, "pread", int, void *, size_t, off_t);
  return known(file) && here(0) ? -1 : real(file, to, size, from);
}
ssize_t pread64(int file, void *to, size_t size, off_t from) { return pread(file, to, size, from); }
ssize_t write(int file, const void *from, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (known(file) && here(1)) return FILLS(size) ? real(file, from, size / 2) : -1;
  if (known(file)) wrote(file);
  return real(file, from, size);
}
ssize_t pwrite(int file, const void *from, size_t size, off_t to) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  if (known(file) && here(1)) return FILLS(size) ? real(file, from, size / 2, to) : -1;
  if (known(file)) wrote(file);
  return real(file, from, size, to);
}
ssize_t pwrite64(int file, const void *from, size_t size, off_t to) {
  return pwrite(file, from, size, to);
}
ssize_t writev(int file, const struct iovec *parts, int many) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  return known(file) && here(1) ? -1 : real(file, parts, many);
}
ssize_t sendfile(int to, int from, off_t *at_, size_t size) {
  REAL(ssize_t, "sendfile", int, int, off_t *, size_t);
  return (known(to) || known(from)) && here(known(to)) ? -1 : real(to, from, at_, size);
}
ssize_t sendfile64(int to, int from, off_t *at_, size_t size) { return sendfile(to, from, at_, size); }
ssize_t copy_file_range(int from, off_t *a, int to, off_t *b, size_t size, unsigned flags) {
  REAL(ssize_t, "copy_file_range", int, off_t *, int, off_t *, size_t, unsigned);
  return (known(to) || known(from)) && here(known(to)) ? -1 : real(from, a, to, b, size, flags);
}

int statvfs(const char *path, struct statvfs *found) {
  REAL(int, "statvfs", const char *, struct statvfs *);
  int answer = real(path, found);
  if (armed && mode == FULL && at && count >= at) found->f_bavail = found->f_bfree = 0;
  return answer;
}
int statvfs64(const char *path, struct statvfs64 *found) {
  return statvfs(path, (struct statvfs *)found);
}

#define BY_FILE(name, grows) \
  int name(int file) { \
    REAL(int, #name, int); \
    if (known(file) && here(grows)) return -1; \
    if (known(file)) unsynced[file] = 0; \
    return real(file); }
BY_FILE(fsync, 0)
BY_FILE(fdatasync, 0)
int ftruncate(int file, off_t size) {
  REAL(int, "ftruncate", int, off_t);
  struct stat found;
  int grows = known(file) && fstat(file, &found) == 0 && size > found.st_size;
  return known(file) && here(grows) ? -1 : real(file, size);
}
int ftruncate64(int file, off_t size) { return ftruncate(file, size); }

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  return ours(-1, path) && here(0) ? -1 : real(path);
}
int unlinkat(int dir, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  return ours(dir, path) && here(0) ? -1 : real(dir, path, flags);
}
int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  return ours(-1, path) && here(0) ? -1 : real(path);
}
int mkdir(const char *path, mode_t how) {
  REAL(int, "mkdir", const char *, mode_t);
  return ours(-1, path) && here(1) ? -1 : real(path, how);
}
int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return (ours(-1, from) || ours(-1, to)) && here(0) ? -1 : real(from, to);
}
int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  return ours(-1, to) && here(1) ? -1 : real(from, to);
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
  REAL(int, "linkat", int, const char *, int, const char *, int);
  return ours(b, to) && here(1) ? -1 : real(a, from, b, to, flags);
}
