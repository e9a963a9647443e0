package dev.touchstone.runtime.tls;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Makes the settings of Quarkus out of one, {@code touchstone.tls.directory}, so that no two of them can disagree: the port of the
 * service speaks TLS alone, and so does each gRPC client. The environment wins over what is made here.
 */
public final class TlsSettings implements ConfigSourceFactory {
    /** The directory of {@code tls.crt}, {@code tls.key} and {@code ca.crt}, the files of a Kubernetes Secret for TLS. */
    public static final String DIRECTORY = "touchstone.tls.directory";

    /** The name in the TLS registry. */
    static final String NAME = "touchstone";

    private static final String INTERVAL = "touchstone.tls.interval";
    private static final String EVERY_HALF_MINUTE = "30S";
    /** Above application.properties, below the environment. */
    private static final int ORDINAL = 275;

    private static final Pattern CLIENT = Pattern.compile("quarkus\\.grpc\\.clients\\.([^.]+)\\.host");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String directory = value(context, DIRECTORY, "");
        return directory.isBlank()
                ? List.of()
                : List.of(new PropertiesConfigSource(settings(context, Path.of(directory)), DIRECTORY, ORDINAL));
    }

    private static Map<String, String> settings(ConfigSourceContext context, Path directory) {
        String registered = "quarkus.tls." + NAME;
        Map<String, String> settings = new HashMap<>();
        settings.put(registered + ".key-store.pem.own.cert", file(directory, "tls.crt"));
        settings.put(registered + ".key-store.pem.own.key", file(directory, "tls.key"));
        settings.put(registered + ".trust-store.pem.certs", file(directory, "ca.crt"));
        settings.put(registered + ".reload-period", value(context, INTERVAL, EVERY_HALF_MINUTE));
        settings.put("quarkus.http.tls-configuration-name", NAME);
        settings.put("quarkus.http.insecure-requests", "disabled");
        settings.put("quarkus.http.ssl-port", value(context, "quarkus.http.port", "8080"));
        settings.put("quarkus.http.test-ssl-port", value(context, "quarkus.http.test-port", "0"));
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            Matcher client = CLIENT.matcher(names.next());
            if (client.matches()) {
                settings.put("quarkus.grpc.clients." + client.group(1) + ".tls-configuration-name", NAME);
            }
        }
        return settings;
    }

    private static String file(Path directory, String name) {
        return directory.resolve(name).toString();
    }

    private static String value(ConfigSourceContext context, String name, String otherwise) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null ? otherwise : value.getValue();
    }
}
