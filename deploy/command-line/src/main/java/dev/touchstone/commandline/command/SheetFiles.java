package dev.touchstone.commandline.command;

import com.google.protobuf.ByteString;
import dev.touchstone.commandline.rpc.CommandFailed;
import dev.touchstone.mapping.v1.ExportRuleSheetsResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rule sheets in files. What a file holds is told by its heading, and the version it was made from by its name: a sheet has no room
 * for it.
 *
 * @param online the online sheet; empty for none
 * @param offline the offline sheet; empty for none
 * @param base the version that the files' names tell
 */
record SheetFiles(ByteString online, ByteString offline, OptionalLong base) {
    /** A version or the id of a draft: nothing that leads out of the directory. */
    private static final Pattern MARK = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final Pattern VERSION = Pattern.compile("-v(\\d{1,15})\\.csv$");
    /** What mapping-service takes; told here, since the transport may refuse more than that without a word on which file. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String OFFLINE_HEADING = "campaign type";

    /**
     * Reads one or both sheets.
     *
     * @throws CommandFailed if a file cannot be read or is too large, or if two hold the same sheet
     */
    static SheetFiles read(List<Path> files) {
        ByteString online = ByteString.EMPTY;
        ByteString offline = ByteString.EMPTY;
        OptionalLong base = OptionalLong.empty();
        for (Path file : files) {
            ByteString content = content(file);
            boolean isOffline = isOffline(content);
            if (!(isOffline ? offline : online).isEmpty()) {
                throw new CommandFailed("both files hold the " + (isOffline ? "offline" : "online") + " sheet");
            }
            if (isOffline) {
                offline = content;
            } else {
                online = content;
            }
            OptionalLong version = version(file);
            base = version.isPresent() ? version : base;
        }
        return new SheetFiles(online, offline, base);
    }

    private static ByteString content(Path file) {
        try {
            ByteString content = ByteString.copyFrom(Files.readAllBytes(file));
            if (content.isEmpty()) {
                throw new CommandFailed(file + " is empty");
            }
            if (content.size() > MAX_BYTES) {
                throw new CommandFailed(file + " has " + content.size() + " bytes: a sheet has at most " + MAX_BYTES);
            }
            return content;
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static boolean isOffline(ByteString content) {
        int end = Math.min(content.size(), 100);
        return content.substring(0, end)
                .toString(StandardCharsets.UTF_8)
                .replaceFirst("^\\uFEFF?[\"\\s]*", "")
                .toLowerCase(Locale.ROOT)
                .startsWith(OFFLINE_HEADING);
    }

    private static OptionalLong version(Path file) {
        Matcher name = VERSION.matcher(String.valueOf(file.getFileName()));
        return name.find() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
    }

    /**
     * Writes both sheets into a directory.
     *
     * @param mark what their names end with: {@code v4}
     * @param overwrite whether files that are there are replaced
     * @return the files
     * @throws CommandFailed if the mark could name another place, or a file cannot be written
     */
    static List<Path> write(ExportRuleSheetsResponse sheets, Path directory, String mark, boolean overwrite) {
        if (!MARK.matcher(mark).matches()) {
            throw new CommandFailed("the draft \"" + mark + "\" is none: expected letters, digits and hyphens");
        }
        Path online = directory.resolve("channel-rules-" + mark + ".csv");
        Path offline = directory.resolve("campaign-types-" + mark + ".csv");
        if (!overwrite) {
            requireAbsent(online);
            requireAbsent(offline);
        }
        write(online, sheets.getOnlineCsv(), overwrite);
        write(offline, sheets.getOfflineCsv(), overwrite);
        return List.of(online, offline);
    }

    private static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw new CommandFailed(file + " is there already; --force overwrites it");
        }
    }

    private static void write(Path file, ByteString content, boolean overwrite) {
        OpenOption[] options = overwrite
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.write(file, content.toByteArray(), options);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(file + " is there already; --force overwrites it");
        } catch (IOException e) {
            throw new CommandFailed("cannot write " + file + ": " + e.getMessage());
        }
    }
}
