package org.forumcache.benchmarks.replay;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.tukaani.xz.XZInputStream;

/** A recorded sequence of requests; every number is an object that was asked for. Immutable. */
public final class Trace {
    private final int[] requests;
    private final int distinct;

    /** Takes numbers from 0 upwards. */
    Trace(int... requests) {
        this.requests = requests.clone();
        this.distinct = (int) Arrays.stream(requests).distinct().count();
    }

    /** Requests for a page of product details in July 2013, from the traces of cache2k. */
    public static Trace web07() {
        try (InputStream xz = Resource.open("web07.trace.xz")) {
            byte[] numbers = new XZInputStream(xz).readAllBytes();
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(numbers));
            int[] requests = new int[numbers.length / Integer.BYTES];
            for (int i = 0; i < requests.length; i++) {
                requests[i] = in.readInt();
            }
            return new Trace(requests);
        } catch (IOException e) {
            throw new UncheckedIOException("the trace cannot be read", e);
        }
    }

    /** How many requests there are. */
    public int length() {
        return requests.length;
    }

    /** How many objects are asked for. */
    public int distinct() {
        return distinct;
    }

    int at(int request) {
        return requests[request];
    }
}
