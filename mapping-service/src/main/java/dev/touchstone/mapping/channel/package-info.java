/** The catalogue of channels and subchannels that rules refer to, and its store. */
@NullMarked
package dev.touchstone.mapping.channel;

import org.jspecify.annotations.NullMarked;
