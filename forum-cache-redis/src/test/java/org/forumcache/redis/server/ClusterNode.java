package org.forumcache.redis.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A node of a Cluster as some node sees it: a line of CLUSTER NODES. */
record ClusterNode(String id, int port, List<String> flags, long epoch, List<String> slots) {
    private static final int FIRST_SLOTS_FIELD = 8;

    ClusterNode {
        flags = List.copyOf(flags);
        slots = List.copyOf(slots);
    }

    static List<ClusterNode> parse(String clusterNodes) {
        return clusterNodes.lines().map(ClusterNode::line).toList();
    }

    boolean is(String flag) {
        return flags.contains(flag);
    }

    boolean owns(int slot) {
        for (String range : slots) {
            String[] ends = range.split("-", -1);
            if (Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }

    /** Whose slots are whose, to be compared between nodes. */
    static TreeMap<Integer, List<String>> owners(List<ClusterNode> nodes) {
        TreeMap<Integer, List<String>> owners = new TreeMap<>();
        for (ClusterNode node : nodes) {
            if (!node.slots().isEmpty()) {
                owners.put(node.port(), node.slots());
            }
        }
        return owners;
    }

    private static ClusterNode line(String line) {
        String[] fields = line.split(" ", -1);
        String address = fields[1];
        int port = Integer.parseInt(
                address.substring(address.lastIndexOf(':', address.indexOf('@')) + 1, address.indexOf('@')));
        List<String> slots = new ArrayList<>(
                Arrays.asList(fields).subList(Math.min(FIRST_SLOTS_FIELD, fields.length), fields.length));
        // A slot on the move is named once more, in brackets.
        slots.removeIf(slot -> slot.startsWith("["));
        return new ClusterNode(
                fields[0], port, Arrays.asList(fields[2].split(",", -1)), Long.parseLong(fields[6]), slots);
    }
}
