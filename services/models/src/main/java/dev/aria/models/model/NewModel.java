package dev.aria.models.model;

/**
 * A model to be made from nothing.
 *
 * @param seed of the initial weights
 */
public record NewModel(
    String name, Architecture architecture, DiffusionSetting diffusion, long seed) {}
