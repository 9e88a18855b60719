package dev.converge.template;

import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * Gives Pebble the files of the folder, and no others. Its own file loader follows links out of the folder. All names, those in
 * {@code include} too, are relative to the folder.
 */
final class FolderLoader implements Loader<FolderLoader.FileName> {

    /** A type of its own, so that a file's name never meets a string's text in Pebble's cache. */
    record FileName(String value) {}

    private final TemplateFolder folder;

    FolderLoader(TemplateFolder folder) {
        this.folder = folder;
    }

    @Override
    public Reader getReader(FileName name) throws RefusedFileException {
        return new StringReader(BlockNewlines.dropIn(folder.text(name.value())));
    }

    @Override
    public FileName createCacheKey(String name) {
        return new FileName(name);
    }

    /** No name is relative to the file it stands in. */
    @Override
    public @Nullable String resolveRelativePath(String relativePath, String anchorPath) {
        return null;
    }

    @Override
    public boolean resourceExists(String name) {
        try {
            folder.bytes(name);
            return true;
        } catch (RefusedFileException refused) {
            return false;
        }
    }

    @Override
    public void setCharset(String charset) {
        throw new IllegalStateException("templates are UTF-8");
    }

    @Override
    public void setPrefix(String prefix) {
        throw new IllegalStateException("the folder is fixed");
    }

    @Override
    public void setSuffix(String suffix) {
        throw new IllegalStateException("names are whole");
    }
}
