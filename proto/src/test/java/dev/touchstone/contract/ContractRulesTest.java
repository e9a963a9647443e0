package dev.touchstone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contracts keep the lint rules of {@code buf.yaml} and break no client of the contracts in {@code proto/baseline.binpb}.
 *
 * <p>The baseline is what was last released. It is renewed with {@code -Dcontract.approve=true}, in a commit of its own that
 * says why the break is allowed, or after an addition.
 */
class ContractRulesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path BUF = Path.of("target", "buf", "buf").toAbsolutePath();
    private static final Path BASELINE = Path.of("baseline.binpb").toAbsolutePath();

    private static final String BREAKING_RULES = "{\"version\":\"v2\",\"breaking\":{\"use\":[\"WIRE_JSON\"]}}";

    private record Outcome(int exitCode, String output) {}

    @BeforeAll
    static void renewTheBaselineIfAsked() throws Exception {
        assertThat(BUF.toFile().setExecutable(true)).isTrue();
        if (Boolean.getBoolean("contract.approve")) {
            buf(ROOT, "build", "--exclude-source-info", "-o", BASELINE.toString());
        }
    }

    @Test
    void contractsKeepTheLintRules() throws Exception {
        assertThat(buf(ROOT, "lint")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void contractsBreakNoClientOfTheBaseline() throws Exception {
        assertThat(breaking(ROOT)).isEqualTo(new Outcome(0, ""));
    }

    /** A check that cannot fail is none: a changed type must be found, and so must a field without a comment. */
    @Test
    void bothChecksFindASeededDefect(@TempDir Path copy) throws Exception {
        copyTree(ROOT.resolve("proto/src/main/proto"), copy.resolve("proto/src/main/proto"));
        copyTree(ROOT.resolve("proto/target/google-protos"), copy.resolve("proto/target/google-protos"));
        Files.copy(ROOT.resolve("buf.yaml"), copy.resolve("buf.yaml"));
        Path file = copy.resolve("proto/src/main/proto/touchstone/mapping/v1/mapping_key.proto");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace("  int64 rule_set_version = 3;", "  string rule_set_version = 3;\n  string bare = 9;"));

        assertThat(buf(copy, "breaking", "--against", BASELINE.toString()).output())
                .contains("rule_set_version");
        assertThat(buf(copy, "lint").output()).contains("\"bare\" should have a non-empty comment");
    }

    /** Compares images, because buf does not compare a workspace of two modules with an image. */
    private static Outcome breaking(Path directory) throws IOException, InterruptedException {
        Path image = Path.of("target", "contracts.binpb").toAbsolutePath();
        assertThat(buf(directory, "build", "--exclude-source-info", "-o", image.toString()))
                .isEqualTo(new Outcome(0, ""));
        return buf(
                directory, "breaking", image.toString(), "--against", BASELINE.toString(), "--config", BREAKING_RULES);
    }

    private static Outcome buf(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(BUF.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
