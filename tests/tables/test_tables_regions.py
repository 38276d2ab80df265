# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

from communique import tables


def test_regions_lead_to_their_state_and_continents_to_a_code_between_states() -> None:
    assert tables.regions()["Vermont"] == ("USA", "region")
    assert tables.regions()["Europe"] == ("EUR", "continent")
    assert tables.regions()["Mideast"] == tables.regions()["Middle East"]


def test_codes_of_regions_are_known() -> None:
    for name, (code, kind) in tables.regions().items():
        assert kind in ("region", "continent"), name
        assert (tables.country(code) is not None) == (kind == "region"), name
