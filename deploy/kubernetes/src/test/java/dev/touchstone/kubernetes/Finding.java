package dev.touchstone.kubernetes;

/**
 * Something wrong with a manifest.
 *
 * @param object kind and name of the object: {@code Deployment mapping-service}
 * @param message what is wrong
 */
record Finding(String object, String message) {
    @Override
    public String toString() {
        return object + ": " + message;
    }
}
