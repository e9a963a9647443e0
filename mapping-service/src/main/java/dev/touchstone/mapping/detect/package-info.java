/**
 * Recognises where a web session came from: search engine, social network, AI assistant, video site, mailbox, shop, paid
 * click. Open, versioned lists of names in, a detector's yes or no out; pure, without I/O.
 */
@NullMarked
package dev.touchstone.mapping.detect;

import org.jspecify.annotations.NullMarked;
