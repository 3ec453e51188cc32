package dev.aria.runtime.topic;

import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.TargetBatch;

/** What the teacher makes, between message and value. */
final class Targets {
  private Targets() {}

  static dev.aria.proto.target.v1.TargetBatch write(TargetBatch batch) {
    return dev.aria.proto.target.v1.TargetBatch.newBuilder()
        .setDraws(Draws.write(batch.draws()))
        .setNoise(Tensors.write(batch.noise()))
        .setTeacherDigest(batch.teacherDigest())
        .setGuidance(batch.guidance())
        .build();
  }

  /**
   * The batch; its noise may hold NaN, which is the trainer's to judge: a hole in the sequence of
   * steps would stall it without a word.
   */
  static TargetBatch read(dev.aria.proto.target.v1.TargetBatch message) {
    return new TargetBatch(
        Draws.read(message.getDraws()),
        Tensors.read("noise", message.getNoise()),
        message.getTeacherDigest(),
        message.getGuidance());
  }

  static dev.aria.proto.probe.v1.ProbeSet write(ProbeSet set) {
    return dev.aria.proto.probe.v1.ProbeSet.newBuilder()
        .setRun(set.run())
        .setLineage(set.lineage())
        .setRegionMapDigest(set.regionMapDigest())
        .setRegion(set.region())
        .setLatents(Tensors.write(set.latents()))
        .addAllTimesteps(set.timesteps())
        .addAllNoiseSeeds(set.noiseSeeds())
        .setConditions(Tensors.write(set.conditions()))
        .setTargets(Tensors.write(set.targets()))
        .setTeacherDigest(set.teacherDigest())
        .build();
  }

  static ProbeSet read(dev.aria.proto.probe.v1.ProbeSet message) {
    return new ProbeSet(
        message.getRun(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getRegion(),
        Tensors.readFinite("latents", message.getLatents()),
        message.getTimestepsList(),
        message.getNoiseSeedsList(),
        Tensors.readFinite("conditions", message.getConditions()),
        Tensors.readFinite("targets", message.getTargets()),
        message.getTeacherDigest());
  }
}
