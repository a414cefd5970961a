// addclosefrom_np and pipe2 are GNU extensions: the reason for this file, as Swift does not see them.
#define _GNU_SOURCE

#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/// Makes a pipe whose ends lie above the descriptors that the child gets, so that a dup2 never overwrites one of them.
static int lifted_pipe(int ends[2]) {
    int low[2];
    if (pipe2(low, O_CLOEXEC) != 0) return errno;
    int failure = 0;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, 10);
        if (ends[i] < 0) failure = errno;
        close(low[i]);
    }
    return failure;
}

static void close_pipe(int ends[2]) {
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0) close(ends[i]);
}

static int spawn_with(const char *path, char *const arguments[], char *const environment[], int in, int out, int err,
                      pid_t *pid) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, err, 2);
    posix_spawn_file_actions_adddup2(&files, in, 3);
    posix_spawn_file_actions_adddup2(&files, out, 4);
    posix_spawn_file_actions_addclosefrom_np(&files, 5);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    int failure = posix_spawn(pid, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failure;
}

int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], cprocess_child *child) {
    int in[2] = {-1, -1}, out[2] = {-1, -1}, err[2] = {-1, -1};
    int failure = lifted_pipe(in);
    if (!failure) failure = lifted_pipe(out);
    if (!failure) failure = lifted_pipe(err);
    if (!failure) failure = spawn_with(path, arguments, environment, in[0], out[1], err[1], &child->pid);
    if (failure) {
        close_pipe(in);
        close_pipe(out);
        close_pipe(err);
        return failure;
    }
    close(in[0]);
    close(out[1]);
    close(err[1]);
    child->input = in[1];
    child->output = out[0];
    child->error = err[0];
    return 0;
}

int cprocess_poll(pid_t pid, int *code, int *signal) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    while (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
        if (errno != EINTR) return -1;
    if (info.si_pid == 0) return 0;
    *code = info.si_code == CLD_EXITED ? info.si_status : -1;
    *signal = info.si_code == CLD_EXITED ? 0 : info.si_status;
    return 1;
}

void cprocess_reap(pid_t pid) {
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
}
