/* Stands between a program and its disk: counts what it does to files, fails it, ends it there, or writes it down.
 *
 * Loaded before the C library (LD_PRELOAD), so that SQLite is watched like all else. Only files below the folders that
 * faults_watch names are; of other files nothing is known here. What is counted, and what it is called, stands in
 * KINDS. Processes that are forked share the count.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* create, write, truncate, sync, rename, unlink, rmdir, mkdir, link, mode; and a mark of the program's own */
#define KINDS "CWTSRUDMLAK"
enum { COUNT, KILL_BEFORE, KILL_WITHIN, KILL_AFTER, FAIL_ONCE, FAIL_ON };

struct shared {
    atomic_long calls;
    atomic_long at;
    int mode, error, log;
    pid_t group;
    char hit[PATH_MAX + 64];
};

struct head {
    char kind;
    char pad[3];
    int32_t path, other;
    int64_t offset, size;
};

static struct shared *page;
static char watched[8][PATH_MAX];
static int watching;


__attribute__((constructor)) static void begin(void) {
    page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    page->log = -1;
}

void faults_watch(const char *folder) { snprintf(watched[watching++ % 8], PATH_MAX, "%s", folder); }

void faults_forget(void) { watching = 0; memset(watched, 0, sizeof watched); }

void faults_arm(long at, int mode, int error, int log) {
    page->hit[0] = 0;
    page->mode = mode;
    page->error = error;
    page->log = log;
    page->group = mode == COUNT ? 0 : getpgrp();
    atomic_store(&page->at, at);
    atomic_store(&page->calls, 0);
}

long faults_calls(void) { return atomic_load(&page->calls); }

const char *faults_hit(void) { return page->hit; }

static int is_watched(const char *path) {
    for (int i = 0; i < 8 && i < watching; i++) {
        size_t n = strlen(watched[i]);
        if (n && !strncmp(path, watched[i], n) && (path[n] == 0 || path[n] == '/')) return 1;
    }
    return 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX - 1);
    path[n > 0 ? n : 0] = 0;
    return n > 0 && path[0] == '/' && is_watched(path);
}

static int path_at(int folder, const char *name, char *path) {
    char base[PATH_MAX];
    if (!watching || !name) return 0;
    if (name[0] == '/') snprintf(path, PATH_MAX, "%s", name);
    else {
        if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) return 0; }
        else path_of(folder, base);
        if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return 0;
    }
    return is_watched(path);
}

static void note(char kind, const char *path, const char *other, int64_t offset, const void *data, int64_t size) {
    if (page->log < 0) return;
    struct head head = {kind, {0}, (int32_t)strlen(path), (int32_t)strlen(other), offset, size};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, (size_t)head.path}, {(void *)other, (size_t)head.other},
                            {(void *)data, data ? (size_t)size : 0}};
    syscall(SYS_writev, page->log, parts, 4);
}

void faults_mark(const char *words) { note('K', words, "", 0, NULL, 0); }

static void end(void) {
    if (page->group > 1 && page->group == getpgrp()) syscall(SYS_kill, -page->group, SIGKILL);
    for (;;) pause();
}

/* What is to become of a call: 0 goes on, 1 fails with errno, 2 is ended within it, 3 after it. */
static int fate(char kind, const char *path) {
    long number = atomic_fetch_add(&page->calls, 1) + 1, at = atomic_load(&page->at);
    int mode = page->mode;
    if (mode == COUNT || (mode == FAIL_ON ? number < at : number != at)) return 0;
    if (!page->hit[0]) snprintf(page->hit, sizeof page->hit, "%c %s", kind, path);
    if (mode == KILL_BEFORE) end();
    if (mode >= FAIL_ONCE) { errno = page->error; return 1; }
    return mode == KILL_WITHIN ? 2 : 3;
}

/* Around a call that changes names: its fate, then what came of it. */
#define AROUND(kind, known, path, other, call) do { \
        if (!(known)) return call; \
        int fated = fate(kind, path); \
        if (fated == 1) return -1; \
        int result = call, saved = errno; \
        if (result >= 0) note(kind, path, other, 0, NULL, 0); \
        if (fated) end(); \
        errno = saved; \
        return result; \
    } while (0)

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat there;
    if (!(flags & (O_CREAT | O_TRUNC)) || !path_at(folder, name, path))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    int is_new = fstatat(folder, name, &there, 0) != 0;
    if (!is_new && (!(flags & O_TRUNC) || there.st_size == 0))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    AROUND(is_new ? 'C' : 'T', 1, path, "", (int)syscall(SYS_openat, folder, name, flags, mode));
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list more; va_start(more, flags); mode = (mode_t)va_arg(more, int); va_end(more); }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int openat(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { MODE return opened(folder, name, flags, mode); }

static ssize_t written(int fd, const void *data, size_t size, off_t offset) {
    char path[PATH_MAX];
    int here = offset < 0;
    if (!watching || !path_of(fd, path))
        return here ? syscall(SYS_write, fd, data, size) : syscall(SYS_pwrite64, fd, data, size, offset);
    int fated = fate('W', path);
    if (fated == 1) return -1;
    if (fated == 2) size /= 2;
    if (here) {
        struct stat there;
        int appends = fcntl(fd, F_GETFL) & O_APPEND;
        offset = appends && !fstat(fd, &there) ? there.st_size : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t result = here ? syscall(SYS_write, fd, data, size) : syscall(SYS_pwrite64, fd, data, size, offset);
    int saved = errno;
    if (result > 0) note('W', path, "", offset, data, result);
    if (fated) end();
    errno = saved;
    return result;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, -1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset); }
ssize_t pwrite64(int fd, const void *data, size_t size, off_t offset) { return written(fd, data, size, offset); }

static int cut(int fd, off_t size) {
    char path[PATH_MAX];
    int known = watching && path_of(fd, path);
    if (!known) return (int)syscall(SYS_ftruncate, fd, size);
    int fated = fate('T', path);
    if (fated == 1) return -1;
    int result = (int)syscall(SYS_ftruncate, fd, size), saved = errno;
    if (!result) note('T', path, "", size, NULL, 0);
    if (fated) end();
    errno = saved;
    return result;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off_t size) { return cut(fd, size); }

int fsync(int fd) {
    char path[PATH_MAX];
    AROUND('S', watching && path_of(fd, path), path, "", (int)syscall(SYS_fsync, fd));
}
int fdatasync(int fd) {
    char path[PATH_MAX];
    AROUND('S', watching && path_of(fd, path), path, "", (int)syscall(SYS_fdatasync, fd));
}

static int renamed(int a, const char *from, int b, const char *to) {
    char path[PATH_MAX], other[PATH_MAX];
    int known = path_at(a, from, path);
    known |= path_at(b, to, other);
    AROUND('R', known, path, other, (int)syscall(SYS_renameat, a, from, b, to));
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to); }

int unlinkat(int folder, const char *name, int flags) {
    char path[PATH_MAX];
    AROUND(flags & AT_REMOVEDIR ? 'D' : 'U', path_at(folder, name, path), path, "",
           (int)syscall(SYS_unlinkat, folder, name, flags));
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int mkdirat(int folder, const char *name, mode_t mode) {
    char path[PATH_MAX];
    AROUND('M', path_at(folder, name, path), path, "", (int)syscall(SYS_mkdirat, folder, name, mode));
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int linkat(int a, const char *from, int b, const char *to, int flags) {
    char path[PATH_MAX], other[PATH_MAX];
    int known = path_at(a, from, path);
    known |= path_at(b, to, other);
    AROUND('L', known, path, other, (int)syscall(SYS_linkat, a, from, b, to, flags));
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int fchmodat(int folder, const char *name, mode_t mode, int flags) {
    char path[PATH_MAX];
    (void)flags;
    AROUND('A', path_at(folder, name, path), path, "", (int)syscall(SYS_fchmodat, folder, name, mode));
}
int chmod(const char *name, mode_t mode) { return fchmodat(AT_FDCWD, name, mode, 0); }
