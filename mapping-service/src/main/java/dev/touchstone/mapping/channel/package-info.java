/** The catalogue of channels and subchannels that rules refer to: what may be changed in it and when, and its store. */
@NullMarked
package dev.touchstone.mapping.channel;

import org.jspecify.annotations.NullMarked;
