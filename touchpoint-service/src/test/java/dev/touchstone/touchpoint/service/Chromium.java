package dev.touchstone.touchpoint.service;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of the tests: the one that {@code TOUCHSTONE_CHROMIUM} names, else one on the path, else one from Debian. */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /** Finds the program; on a Debian-like machine of which the test is root it installs it first. */
    static String find() throws IOException, InterruptedException {
        String named = System.getenv("TOUCHSTONE_CHROMIUM");
        if (named != null && !named.isBlank()) {
            return named;
        }
        Optional<String> found = onPath(NAMES);
        if (found.isEmpty()
                && "root".equals(System.getProperty("user.name"))
                && onPath(List.of("apt-get")).isPresent()) {
            install();
            found = onPath(NAMES);
        }
        return found.orElseThrow(
                () -> new AssertionError("The tests of the browser tag need Chromium: install it, name it in"
                        + " TOUCHSTONE_CHROMIUM, or set TOUCHSTONE_BROWSER_TESTS=skip to go without them."));
    }

    private static Optional<String> onPath(List<String> names) {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void install() throws IOException, InterruptedException {
        String commands =
                "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium";
        Process process = new ProcessBuilder("sh", "-c", commands).inheritIO().start();
        process.waitFor();
    }
}
