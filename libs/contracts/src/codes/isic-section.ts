/** ISIC rev. 4, section level only, in HTCDS spelling: where labour was exploited. */
export const ISIC_SECTION = [
  'A_AgricultureForestryAndFishing',
  'B_MiningAndQuarrying',
  'C_Manufacturing',
  'D_ElectricityGasSteamAndAirConditioningSupply',
  'E_WaterSupplySewerageWasteManagement',
  'F_Construction',
  'G_WholesaleAndRetailTradeRepairOfMotorVehicles',
  'H_TransportationAndStorage',
  'I_AccommodationAndFoodServiceActivities',
  'J_InformationAndCommunication',
  'K_FinancialAndInsuranceActivities',
  'L_RealEstateActivities',
  'M_ProfessionalScientificAndTechnicalActivities',
  'N_AdministrativeAndSupportServiceActivities',
  'O_PublicAdministrationAndDefence',
  'P_Education',
  'Q_HumanHealthAndSocialWorkActivities',
  'R_ArtsEntertainmentAndRecreation',
  'S_OtherServiceActivities',
  'T_ActivitiesOfHouseholdsAsEmployers',
  'U_ActivitiesOfExtraterritorialOrganizations',
] as const;
export type IsicSection = (typeof ISIC_SECTION)[number];

/** CTDC's names of labour types as far as a section decides them. */
export const CTDC_LABOUR_TYPE = [
  'Agriculture',
  'Construction',
  'DomesticWork',
  'Hospitality',
  'Manufacturing',
  'MiningOrDrilling',
  'Transportation',
  'Other',
] as const;
export type CtdcLabourType = (typeof CTDC_LABOUR_TYPE)[number];

const BY_SECTION: Partial<Record<IsicSection, CtdcLabourType>> = {
  A_AgricultureForestryAndFishing: 'Agriculture',
  B_MiningAndQuarrying: 'MiningOrDrilling',
  C_Manufacturing: 'Manufacturing',
  F_Construction: 'Construction',
  H_TransportationAndStorage: 'Transportation',
  I_AccommodationAndFoodServiceActivities: 'Hospitality',
  T_ActivitiesOfHouseholdsAsEmployers: 'DomesticWork',
};

/** CTDC's labour type of a section (the mapping is this project's); begging and illicit work come from EXPLOITATION instead. */
export function ctdcLabourType(section: IsicSection): CtdcLabourType {
  return BY_SECTION[section] ?? 'Other';
}
