package dev.touchstone.testing.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Signs certificates as an organisation's authority does, by the keytool of the JDK. Its key is kept in a directory, for the same reason
 * as that of {@link TestIssuer}.
 */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";
    private static final String CA = "ca";
    private static final String LEAF = "leaf";

    private final Path store;

    private TestAuthority(Path store) {
        this.store = store;
    }

    /** The authority whose key is in the directory; makes one if there is none. */
    public static TestAuthority in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path store = directory.resolve("authority.p12");
            if (!Files.exists(store)) {
                keytool(
                        store,
                        List.of("-genkeypair", "-alias", CA, "-dname", "CN=Test authority", "-ext", "bc:c=ca:true"));
            }
            return new TestAuthority(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts a new certificate for {@code localhost}, its key and this authority's own certificate into a directory, as
     * {@code tls.crt}, {@code tls.key} and {@code ca.crt}; what is there is replaced.
     */
    public void issue(Path directory) {
        try {
            Files.createDirectories(directory);
            Path keys = Files.createTempDirectory(store.getParent(), "leaf-").resolve("keys.p12");
            Files.copy(store, keys);
            keytool(
                    keys,
                    List.of(
                            "-genkeypair",
                            "-alias",
                            LEAF,
                            "-signer",
                            CA,
                            "-signerkeypass",
                            PASSWORD,
                            "-dname",
                            "CN=Test",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1"));
            KeyStore read = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keys)) {
                read.load(in, PASSWORD.toCharArray());
            }
            write(
                    directory.resolve("ca.crt"),
                    "CERTIFICATE",
                    read.getCertificate(CA).getEncoded());
            byte[] key = read.getKey(LEAF, PASSWORD.toCharArray()).getEncoded();
            write(
                    directory.resolve("tls.crt"),
                    "CERTIFICATE",
                    read.getCertificate(LEAF).getEncoded());
            write(directory.resolve("tls.key"), "PRIVATE KEY", key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void keytool(Path store, List<String> command) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(command);
        line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3650"));
        line.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
