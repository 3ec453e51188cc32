package dev.aria.console.server;

import dev.aria.console.picture.CheckpointPictures;
import dev.aria.console.picture.PromptChoice;
import dev.aria.console.region.RegionPlane;
import dev.aria.console.region.TypicalPrompts;
import dev.aria.console.watch.ChangeReason;
import dev.aria.console.watch.Checkpoint;
import dev.aria.console.watch.Listener;
import dev.aria.console.watch.RunFlow;
import dev.aria.console.watch.RunHistory;
import dev.aria.console.watch.WeightsRow;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.runtime.kafka.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of the run: takes in what the watch tells, passes it on to the pages that
 * listen, and keeps what they ask for later.
 */
final class RunPages implements Listener {
  private static final int PROMPTS_DRAWN = 8;

  private final Cluster cluster;
  private final EventStreams streams;
  private final CheckpointPictures pictures;
  private final Supplier<RunHistory> history;
  private volatile @Nullable Regions regions;
  private volatile @Nullable RunFlow flow;
  private @Nullable WeightsRow told;
  private boolean drawing;

  RunPages(
      Cluster cluster,
      EventStreams streams,
      CheckpointPictures pictures,
      Supplier<RunHistory> history) {
    this.cluster = cluster;
    this.streams = streams;
    this.pictures = pictures;
    this.history = history;
  }

  /** The regions of the corpus. */
  private record Regions(
      RegionMapRecord map, List<double[]> places, RegionPlane plane, TypicalPrompts prompts) {}

  /** The map, as the page shows it. */
  record RegionRows(List<RegionRow> regions) {}

  @Override
  public void flow(RunFlow now) {
    RunFlow before = flow;
    String trouble = now.trouble();
    RunFlow shown = trouble == null || before == null ? now : before.with(trouble, now.time());
    flow = shown;
    streams.send("flow", shown);
  }

  @Override
  public void weights(WeightsRow row) {
    if (told == null || row.published().compareTo(told.published()) > 0) { // else read again
      told = row;
      streams.send("weights", row);
    }
    Regions known = regions;
    if (!drawing && known != null && row.regionMap().equals(known.map().digest())) {
      drawing = true;
      PromptChoice choice = new PromptChoice(known.map(), known.prompts());
      pictures.begin(() -> choice.of(row, PROMPTS_DRAWN));
      history.get().checkpoints().forEach(pictures::add);
    }
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    streams.send("checkpoint", checkpoint);
    if (drawing) {
      pictures.add(checkpoint);
    }
  }

  @Override
  public void regions(RegionMapRecord map) {
    RegionPlane plane = RegionPlane.of(map);
    regions = new Regions(map, plane.places(), plane, new TypicalPrompts(cluster, map));
  }

  /** Where the run stood a second ago; empty before the first look. */
  Optional<RunFlow> flow() {
    return Optional.ofNullable(flow);
  }

  /** All regions; empty until the corpus has a map. */
  Optional<RegionRows> regionRows() {
    return Optional.ofNullable(regions).map(RunPages::rows);
  }

  private static RegionRows rows(Regions known) {
    List<RegionRow> rows = new ArrayList<>();
    RegionMapRecord map = known.map();
    for (int region = 0; region < map.regions(); region++) {
      double[] place = known.places().get(region);
      rows.add(
          new RegionRow(
              map.names().get(region),
              map.shares().get(region),
              place[0],
              place[1],
              map.groups().get(region),
              known.plane().neighbours(region)));
    }
    return new RegionRows(rows);
  }

  /** All that is known of one region; empty when there is no such region. */
  Optional<RegionDetail> region(int index) {
    Regions known = regions;
    if (known == null || index < 0 || index >= known.map().regions()) {
      return Optional.empty();
    }
    List<WeightsRow> versions =
        history.get().charts().weights().stream()
            .filter(row -> row.regionMap().equals(known.map().digest()))
            .toList();
    Optional<WeightsRow> newest =
        versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    return Optional.of(
        new RegionDetail(
            index,
            known.map().names().get(index),
            known.map().shares().get(index),
            newest.map(row -> row.weight().get(index)).orElse(null),
            newest.map(row -> row.ratio().get(index)).orElse(null),
            newest.map(row -> row.elasticity().get(index)).orElse(null),
            newest.map(row -> row.samples().get(index)).orElse(null),
            newest.map(row -> row.reason().get(index)).orElse(null),
            why(versions, index),
            known.prompts().of(index),
            known.plane().neighbours(index)));
  }

  private static String why(List<WeightsRow> versions, int region) {
    if (versions.isEmpty()) {
      return "No weights have been published yet: the region is drawn by its share of the corpus.";
    }
    if (versions.size() == 1) {
      return "This is the first version of the weights.";
    }
    WeightsRow now = versions.get(versions.size() - 1);
    WeightsRow before = versions.get(versions.size() - 2);
    ChangeReason reason = now.reason().get(region);
    return switch (reason) {
      case SAME -> "The last version left its weight as it was.";
      case LEVEL ->
          moved("tracked discrepancy", before.ratio().get(region), now.ratio().get(region))
              + " of the average.";
      case ELASTICITY ->
          moved(
                  "elasticity, how fast the discrepancy still falls,",
                  before.elasticity().get(region),
                  now.elasticity().get(region))
              + ".";
      case GUARD ->
          String.format(
              Locale.ROOT,
              "The bound on predicted harm leaves the rule a strength of %.2f (%.2f before).",
              now.theta(),
              before.theta());
      case OTHERS -> "Its weight moved because those of other regions did: all sum to 1.";
    };
  }

  private static String moved(String what, double from, double to) {
    return String.format(
        Locale.ROOT, "Its %s %s from %.3f to %.3f", what, to > from ? "rose" : "fell", from, to);
  }
}
