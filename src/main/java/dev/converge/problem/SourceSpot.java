package dev.converge.problem;

import java.util.Comparator;

/**
 * A place in a file the operator wrote.
 *
 * @param file the file as the operator would name it, relative where it was given relative
 * @param line counted from 1; 0 when the whole file is meant
 * @param column counted from 1; 0 when the whole line is meant (templates know no columns)
 */
public record SourceSpot(String file, int line, int column) implements Comparable<SourceSpot> {

    private static final Comparator<SourceSpot> ORDER = Comparator.comparing(SourceSpot::file)
            .thenComparingInt(SourceSpot::line)
            .thenComparingInt(SourceSpot::column);

    public SourceSpot {
        if (file.isEmpty() || line < 0 || column < 0) {
            throw new IllegalArgumentException("not a spot in a file: '" + file + "':" + line + ":" + column);
        }
    }

    /** The whole of a file, for problems such as "cannot be read". */
    public static SourceSpot wholeFile(String file) {
        return new SourceSpot(file, 0, 0);
    }

    @Override
    public int compareTo(SourceSpot other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, without the parts that are not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
