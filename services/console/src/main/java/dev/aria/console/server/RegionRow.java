package dev.aria.console.server;

import java.util.List;

/**
 * A region on the map.
 *
 * @param name of the region
 * @param share of the corpus
 * @param x in [0, 1]
 * @param y in [0, 1]
 * @param group parent cluster
 * @param neighbours regions with the nearest centroids, nearest first
 */
record RegionRow(
    String name, double share, double x, double y, int group, List<Integer> neighbours) {}
