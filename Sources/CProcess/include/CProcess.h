#ifndef CPROCESS_H
#define CPROCESS_H

#include <sys/types.h>

/// A running child and our ends of its three pipes. The descriptors are close-on-exec and belong to the caller.
typedef struct {
    pid_t pid;
    /// We write; the child reads descriptor 3.
    int input;
    /// The child writes descriptor 4; we read.
    int output;
    /// The child writes descriptor 2; we read.
    int error;
} cprocess_child;

/// Starts `path` as the leader of a new process group with pipes on its descriptors 2, 3 and 4.
///
/// Standard input and output are /dev/null, every descriptor from 5 on is closed, no signal is blocked or ignored.
/// `arguments` and `environment` end with NULL. Returns 0, or an errno value; then nothing was started or left open.
int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], cprocess_child *child);

/// Says whether the child has ended, without reaping it: 1 ended, 0 still runs, -1 not our child (any more).
/// When ended, `code` is its exit code or -1, and `signal` the signal that ended it or 0.
int cprocess_poll(pid_t pid, int *code, int *signal);

/// Reaps an ended child, waiting for its end. Until then its process group id cannot be given to another process.
void cprocess_reap(pid_t pid);

#endif
