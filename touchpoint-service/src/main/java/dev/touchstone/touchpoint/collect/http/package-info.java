/** The doors of the collector that speak HTTP: limits, threads, errors, who may ask from where. */
@NullMarked
package dev.touchstone.touchpoint.collect.http;

import org.jspecify.annotations.NullMarked;
