package dev.touchstone.salessync.connection;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Marketo instance an address is of. Pure.
 *
 * <p><b>Shape:</b> the Munchkin account id, {@code 111-AAA-222}, which is the first label of the host that Marketo gives to an
 * instance. Any other host is an emulator or a proxy: a setting names its instance, else it is host and port.
 *
 * @param text at most 300 characters
 */
public record InstanceId(String text) {
    private static final Pattern MUNCHKIN_HOST = Pattern.compile("([0-9]{3}-[A-Za-z]{3}-[0-9]{3})\\..+");

    /**
     * The instance behind an address.
     *
     * @param baseUrl address with a host
     * @param configured the name of the instance behind a host that tells none
     */
    public static InstanceId of(URI baseUrl, Optional<String> configured) {
        String host = Objects.requireNonNullElse(baseUrl.getHost(), "");
        Matcher munchkin = MUNCHKIN_HOST.matcher(host);
        if (munchkin.matches()) {
            return new InstanceId(munchkin.group(1).toUpperCase(Locale.ROOT));
        }
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        return new InstanceId(configured.orElse(host.toLowerCase(Locale.ROOT) + port));
    }
}
