package dev.aria.console.server;

import dev.aria.console.watch.ChangeReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one region.
 *
 * @param region its index
 * @param name of the region
 * @param share of the corpus
 * @param weight p; null before the first weights
 * @param ratio tracked discrepancy over the average
 * @param elasticity how fast that still falls
 * @param samples behind the ratio
 * @param reason of the weight's last change
 * @param why the same in a sentence
 * @param prompts typical ones
 * @param neighbours regions with the nearest centroids
 */
record RegionDetail(
    int region,
    String name,
    double share,
    @Nullable Double weight,
    @Nullable Double ratio,
    @Nullable Double elasticity,
    @Nullable Long samples,
    @Nullable ChangeReason reason,
    String why,
    List<String> prompts,
    List<Integer> neighbours) {}
