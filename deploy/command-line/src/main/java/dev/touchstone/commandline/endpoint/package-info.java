/** Where the three services answer: options, environment, the running local suite, defaults. */
@NullMarked
package dev.touchstone.commandline.endpoint;

import org.jspecify.annotations.NullMarked;
