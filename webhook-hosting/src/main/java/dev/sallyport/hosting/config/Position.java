package dev.sallyport.hosting.config;

/**
 * A place in a configuration file.
 *
 * @param file the file's name as the user gave it
 * @param line from 1; 0 for the file as a whole
 * @param column from 1; 0 for the file as a whole
 */
public record Position(String file, int line, int column) {

    /** Returns the position that stands for a whole file. */
    public static Position whole(String file) {
        return new Position(file, 0, 0);
    }

    /** Returns {@code file:line:column}, the form that editors and terminals make a link of. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
