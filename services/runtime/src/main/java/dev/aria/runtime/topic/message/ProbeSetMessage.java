package dev.aria.runtime.topic.message;

import dev.aria.core.record.ProbeSet;

/** Probe set of one region, between message and value. */
public final class ProbeSetMessage {
  private ProbeSetMessage() {}

  public static dev.aria.proto.probe.v1.ProbeSet write(ProbeSet set) {
    return dev.aria.proto.probe.v1.ProbeSet.newBuilder()
        .setRun(set.run())
        .setLineage(set.lineage())
        .setRegionMapDigest(set.regionMapDigest())
        .setRegion(set.region())
        .setLatents(TensorMessage.write(set.latents()))
        .addAllTimesteps(set.timesteps())
        .addAllNoiseSeeds(set.noiseSeeds())
        .setConditions(TensorMessage.write(set.conditions()))
        .setTargets(TensorMessage.write(set.targets()))
        .setTeacherDigest(set.teacherDigest())
        .build();
  }

  public static ProbeSet read(dev.aria.proto.probe.v1.ProbeSet message) {
    return new ProbeSet(
        message.getRun(),
        message.getLineage(),
        message.getRegionMapDigest(),
        message.getRegion(),
        TensorMessage.readFinite("latents", message.getLatents()),
        message.getTimestepsList(),
        message.getNoiseSeedsList(),
        TensorMessage.readFinite("conditions", message.getConditions()),
        TensorMessage.readFinite("targets", message.getTargets()),
        message.getTeacherDigest());
  }
}
