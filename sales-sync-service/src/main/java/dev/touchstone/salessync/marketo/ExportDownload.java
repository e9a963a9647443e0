package dev.touchstone.salessync.marketo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** Fetches the file of one export, in as many parts as it takes, and checks it. */
final class ExportDownload {
    private final BulkApi bulk;
    private final ExportJob job;
    private final Path target;
    private final ExportJob.ExportFile file;

    ExportDownload(BulkApi bulk, ExportJob job, Path target) {
        ExportJob.ExportFile complete = job.file();
        if (complete == null) {
            throw new IllegalArgumentException("a job has a file when it is complete but this is " + job.state());
        }
        this.bulk = bulk;
        this.job = job;
        this.target = target;
        this.file = complete;
    }

    void run() {
        try {
            if (Files.notExists(target)) {
                Files.createFile(target);
            }
            fetch();
            check();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of an export cannot be written", e);
        }
    }

    private void fetch() throws IOException {
        boolean complete = false;
        while (!complete) {
            long have = Files.size(target);
            if (have > 0 && file.bytes().equals(OptionalLong.of(have))) {
                return;
            }
            complete = fetchFrom(have);
        }
    }

    /** True if the file came to its end; false if it was cut but grew. */
    private boolean fetchFrom(long have) throws IOException {
        try (OutputStream sink = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
            bulk.file(job.id(), have, sink);
            return true;
        } catch (MarketoFailure failure) {
            boolean cut = failure.error() instanceof MarketoError.Unreachable;
            if (!cut || Files.size(target) == have) {
                throw failure;
            }
            return false;
        }
    }

    private void check() throws IOException {
        boolean whole = file.bytes().isEmpty() || file.bytes().getAsLong() == Files.size(target);
        boolean right = file.sha256().isEmpty() || file.sha256().get().equals(sha256());
        if (!whole || !right) {
            Files.delete(target);
            throw new MarketoFailure(new MarketoError.WrongChecksum());
        }
    }

    private String sha256() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(target), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
