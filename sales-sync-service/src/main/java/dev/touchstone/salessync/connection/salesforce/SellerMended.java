package dev.touchstone.salessync.connection.salesforce;

/**
 * Says, within the transaction that stores it, that a seller's connection can be used from now on: what was parked for the seller goes
 * on.
 *
 * @param seller e-mail address in lower case
 */
public record SellerMended(String seller) {}
