package dev.aria.core.record;

import java.util.List;

/**
 * All that a sampler needs to go on where its last transaction ended.
 *
 * @param run name of the run
 * @param lineage that the run draws under
 * @param regionMapDigest map that credits and cursors refer to
 * @param nextStep first global step not drawn yet
 * @param nextOrdinal first ordinal not drawn yet
 * @param swappedCredits scheduler credits of the swapped branch, by region
 * @param pairedCredits scheduler credits of the paired branch, by region
 * @param swappedCursors draws of each region so far: position and wrap count in its prompts
 * @param pairedCursors the same for the paired set
 * @param pathCredits scheduler credits of the path branch, by region
 * @param pathCursors draws of each region so far in the path branch, one a path
 * @param paths the paths under way, by shard and place in it; empty before the first and without
 * @param pathLength K of the paths under way; 0 where there are none
 * @param weights version drawn under
 * @param controlOffset next offset of the control topic, which can only grow
 * @param finished whether the run's last step has been drawn
 * @param teachersDigest teachers that the draws name; empty in a run without experts
 */
public record SamplerState(
    String run,
    long lineage,
    String regionMapDigest,
    long nextStep,
    long nextOrdinal,
    List<Double> swappedCredits,
    List<Double> pairedCredits,
    List<Long> swappedCursors,
    List<Long> pairedCursors,
    List<Double> pathCredits,
    List<Long> pathCursors,
    List<PathStart> paths,
    int pathLength,
    WeightsVersion weights,
    long controlOffset,
    boolean finished,
    String teachersDigest) {
  public SamplerState {
    Checks.filled("run", run);
    Checks.atLeast("lineage", lineage, 0);
    Checks.atLeast("next step", nextStep, 0);
    Checks.atLeast("next ordinal", nextOrdinal, 0);
    Checks.atLeast("control offset", controlOffset, 0);
    swappedCredits = List.copyOf(swappedCredits);
    pairedCredits = List.copyOf(pairedCredits);
    swappedCursors = List.copyOf(swappedCursors);
    pairedCursors = List.copyOf(pairedCursors);
    Checks.atLeast("path length", pathLength, 0);
    pathCredits = List.copyOf(pathCredits);
    pathCursors = List.copyOf(pathCursors);
    paths = List.copyOf(paths);
  }

  /** The state of a run without experts. */
  public SamplerState(
      String run,
      long lineage,
      String regionMapDigest,
      long nextStep,
      long nextOrdinal,
      List<Double> swappedCredits,
      List<Double> pairedCredits,
      List<Long> swappedCursors,
      List<Long> pairedCursors,
      List<Double> pathCredits,
      List<Long> pathCursors,
      List<PathStart> paths,
      int pathLength,
      WeightsVersion weights,
      long controlOffset,
      boolean finished) {
    this(
        run,
        lineage,
        regionMapDigest,
        nextStep,
        nextOrdinal,
        swappedCredits,
        pairedCredits,
        swappedCursors,
        pairedCursors,
        pathCredits,
        pathCursors,
        paths,
        pathLength,
        weights,
        controlOffset,
        finished,
        "");
  }
}
