package org.forumcache;

/** Turns a forum's documents into JSON and back. Implementations are safe for all threads. */
public interface JsonCodec {
    /**
     * The JSON text of a document in UTF-8.
     *
     * @throws IllegalArgumentException if the document cannot be written as JSON
     */
    byte[] encode(Object document);

    /**
     * Reads a document back.
     *
     * @throws IllegalArgumentException if the text cannot be read as the type
     */
    <T> T decode(byte[] utf8, Class<T> type);
}
