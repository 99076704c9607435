package org.forumcache.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A set of states of one length, numbered in the order in which they came.
 *
 * <p>Whole states are kept, one after the other in one array, so nothing is ever taken for something else because two
 * hashes agree. The index of them is a hash table with open addressing.
 */
final class StateSet {
    private static final int INITIAL = 1 << 12;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final int length;
    private byte[] states;
    /** Number of a state plus one; 0 where there is none. */
    private int[] slots = new int[INITIAL];

    private int size;

    /** @param length of a state, a multiple of eight */
    StateSet(int length) {
        if (length % Long.BYTES != 0) {
            throw new IllegalArgumentException("a state has " + length + " bytes: make it a multiple of eight");
        }
        this.length = length;
        this.states = new byte[INITIAL * length];
    }

    int size() {
        return size;
    }

    byte[] get(int number) {
        return Arrays.copyOfRange(states, number * length, (number + 1) * length);
    }

    /** Whether the state is new. */
    boolean add(byte[] state) {
        int slot = slotOf(state, 0);
        if (slots[slot] != 0) {
            return false;
        }
        if ((size + 1) * length > states.length) {
            states = Arrays.copyOf(states, states.length * 2);
        }
        System.arraycopy(state, 0, states, size * length, length);
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            rehash();
        }
        return true;
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
            int slot = hash(states, i * length) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i + 1;
        }
    }

    private int slotOf(byte[] state, int from) {
        int slot = hash(state, from) & (slots.length - 1);
        while (slots[slot] != 0 && !isAt(state, slots[slot] - 1)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private boolean isAt(byte[] state, int number) {
        int from = number * length;
        return Arrays.equals(state, 0, length, states, from, from + length);
    }

    /** Multiplies by an odd number after each word, and folds the high bits down, because the table uses the low ones. */
    private int hash(byte[] bytes, int from) {
        long hash = length;
        for (int i = from; i < from + length; i += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(bytes, i)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
