package dev.sallyport.local.store.engine;

import java.sql.SQLException;

/** Tells what a failed statement means. Codes: <a href="https://sqlite.org/rescode.html">sqlite.org/rescode.html</a>. */
final class SqliteFaults {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NOMEM = 7;
    private static final int READONLY = 8;
    private static final int INTERRUPT = 9;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int PROTOCOL = 15;
    private static final int NOTADB = 26;

    private SqliteFaults() {}

    /** Tells whether the fault lies outside the statement: any other would have met it too. */
    static boolean isOfTheEnvironment(SQLException fault) {
        return switch (primaryCode(fault)) {
            case BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB -> true;
            default -> false;
        };
    }

    /**
     * Tells whether a commit that failed has certainly left nothing behind. A full disk cuts the log off before the
     * frame that commits; after an error of input or output that frame may be on the disk and come to life at the next
     * start.
     */
    static boolean isCommitUndone(SQLException fault) {
        return switch (primaryCode(fault)) {
            case BUSY, LOCKED, READONLY, FULL -> true;
            default -> false;
        };
    }

    /** Tells whether the file is no database, or a damaged one. */
    static boolean isDamage(SQLException fault) {
        int code = primaryCode(fault);
        return code == CORRUPT || code == NOTADB;
    }

    private static int primaryCode(SQLException fault) {
        return fault.getErrorCode() & 0xff;
    }
}
