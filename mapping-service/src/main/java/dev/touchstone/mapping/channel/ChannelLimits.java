package dev.touchstone.mapping.channel;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Guard rails of the catalogue: nothing is made for a certain number, but a runaway client ends somewhere. */
@ApplicationScoped
class ChannelLimits {
    private final int channels;
    private final int subchannels;

    ChannelLimits(
            @ConfigProperty(name = "mapping.limits.channels", defaultValue = "1000") int channels,
            @ConfigProperty(name = "mapping.limits.subchannels", defaultValue = "10000") int subchannels) {
        this.channels = channels;
        this.subchannels = subchannels;
    }

    /** Channels at most, archived ones included. */
    int channels() {
        return channels;
    }

    /** Subchannels of all channels at most, archived ones included. */
    int subchannels() {
        return subchannels;
    }
}
