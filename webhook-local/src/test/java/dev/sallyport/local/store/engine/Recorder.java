package dev.sallyport.local.store.engine;

import java.util.ArrayList;
import java.util.List;

/** Writes down which calls a commit made, and fails after it when told to. */
final class Recorder implements CommitParticipant {

    private final List<String> calls = new ArrayList<>();
    private boolean failing;

    List<String> calls() {
        return List.copyOf(calls);
    }

    void failAfterCommit(boolean fail) {
        failing = fail;
    }

    @Override
    public void beforeCommit(SqliteSession session) {
        calls.add("before");
    }

    @Override
    public void afterCommit() {
        if (failing) {
            throw new IllegalStateException("a bug");
        }
        calls.add("after");
    }

    @Override
    public void afterRollback() {
        calls.add("rollback");
    }
}
